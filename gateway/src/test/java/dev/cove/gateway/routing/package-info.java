/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.routing;

import org.jspecify.annotations.NullMarked;
