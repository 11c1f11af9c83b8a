@NullMarked
package dev.cove.workspace.archive;

import org.jspecify.annotations.NullMarked;
