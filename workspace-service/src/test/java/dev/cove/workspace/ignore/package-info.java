@NullMarked
package dev.cove.workspace.ignore;

import org.jspecify.annotations.NullMarked;
