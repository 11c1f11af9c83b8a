/** Finding text in a session's files. */
@NullMarked
package dev.cove.workspace.search;

import org.jspecify.annotations.NullMarked;
