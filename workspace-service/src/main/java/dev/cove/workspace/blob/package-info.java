/** Contents by their hash, stored once and never changed. */
@NullMarked
package dev.cove.workspace.blob;

import org.jspecify.annotations.NullMarked;
