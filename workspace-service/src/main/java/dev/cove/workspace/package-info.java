/** The service that owns sessions and every saved byte in them. */
@NullMarked
package dev.cove.workspace;

import org.jspecify.annotations.NullMarked;
