/** Tests of the registry over HTTP, as its clients see it. */
@NullMarked
package dev.cove.discovery;

import org.jspecify.annotations.NullMarked;
