/** Tests of the package of the same name. */
@NullMarked
package dev.cove.gateway.docs;

import org.jspecify.annotations.NullMarked;
