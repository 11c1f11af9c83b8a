/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.status;

import org.jspecify.annotations.NullMarked;
