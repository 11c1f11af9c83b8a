/** Sizes, rates and patience: what one client may take from everybody else. */
@NullMarked
package dev.cove.gateway.limits;

import org.jspecify.annotations.NullMarked;
