/** Containers by the Docker Engine. Nothing outside this package knows Docker. */
@NullMarked
package dev.cove.sandbox.container.docker;

import org.jspecify.annotations.NullMarked;
