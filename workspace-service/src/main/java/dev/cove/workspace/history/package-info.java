/** Earlier versions of a file, and the way back to them. */
@NullMarked
package dev.cove.workspace.history;

import org.jspecify.annotations.NullMarked;
