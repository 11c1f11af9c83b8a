/** Tests of the way out. */
@NullMarked
package dev.cove.sandbox.egress;

import org.jspecify.annotations.NullMarked;
