/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.limits;

import org.jspecify.annotations.NullMarked;
