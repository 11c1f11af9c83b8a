/** A gateway in front of stub services on loopback. */
@NullMarked
package dev.cove.gateway.testing;

import org.jspecify.annotations.NullMarked;
