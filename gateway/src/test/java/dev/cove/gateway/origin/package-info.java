/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.origin;

import org.jspecify.annotations.NullMarked;
