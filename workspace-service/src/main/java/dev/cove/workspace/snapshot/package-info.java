/** Immutable manifests of a workspace, for reviews. */
@NullMarked
package dev.cove.workspace.snapshot;

import org.jspecify.annotations.NullMarked;
