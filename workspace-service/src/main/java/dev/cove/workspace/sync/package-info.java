/** Both directions between a workspace and its sandbox's disk. */
@NullMarked
package dev.cove.workspace.sync;

import org.jspecify.annotations.NullMarked;
