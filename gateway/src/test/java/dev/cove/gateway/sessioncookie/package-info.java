/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.sessioncookie;

import org.jspecify.annotations.NullMarked;
