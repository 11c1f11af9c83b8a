@NullMarked
package dev.cove.workspace.snapshot;

import org.jspecify.annotations.NullMarked;
