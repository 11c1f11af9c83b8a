/** Snapshots, for the review service only. */
@NullMarked
package dev.cove.workspace.snapshot.web;

import org.jspecify.annotations.NullMarked;
