@NullMarked
package dev.cove.workspace.history;

import org.jspecify.annotations.NullMarked;
