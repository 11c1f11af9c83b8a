/** The files of a session: paths, items, versions, and the one way to change them. */
@NullMarked
package dev.cove.workspace.file;

import org.jspecify.annotations.NullMarked;
