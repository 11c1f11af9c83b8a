/** Zip in, zip out. */
@NullMarked
package dev.cove.workspace.archive;

import org.jspecify.annotations.NullMarked;
