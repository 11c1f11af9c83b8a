@NullMarked
package dev.cove.workspace.blob;

import org.jspecify.annotations.NullMarked;
