@NullMarked
package dev.cove.workspace.session;

import org.jspecify.annotations.NullMarked;
