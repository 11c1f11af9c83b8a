/** The port to whatever runs containers; only {@code docker} below knows what that is. */
@NullMarked
package dev.cove.sandbox.container;

import org.jspecify.annotations.NullMarked;
