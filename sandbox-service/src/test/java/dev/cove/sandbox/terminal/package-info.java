/** Tests of terminal. */
@NullMarked
package dev.cove.sandbox.terminal;

import org.jspecify.annotations.NullMarked;
