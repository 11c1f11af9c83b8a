/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.frontend;

import org.jspecify.annotations.NullMarked;
