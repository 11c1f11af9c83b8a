/** Which names stay in a session's sandbox and are not saved. */
@NullMarked
package dev.cove.workspace.ignore;

import org.jspecify.annotations.NullMarked;
