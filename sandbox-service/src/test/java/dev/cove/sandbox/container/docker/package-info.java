/** Tests of container docker. */
@NullMarked
package dev.cove.sandbox.container.docker;

import org.jspecify.annotations.NullMarked;
