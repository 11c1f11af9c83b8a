/** Tests of sandbox. */
@NullMarked
package dev.cove.sandbox.sandbox;

import org.jspecify.annotations.NullMarked;
