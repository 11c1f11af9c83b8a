/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.headers;

import org.jspecify.annotations.NullMarked;
