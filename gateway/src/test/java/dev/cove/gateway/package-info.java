/** Tests of the gateway as a whole. */
@NullMarked
package dev.cove.gateway;

import org.jspecify.annotations.NullMarked;
