/** Tests of the single-machine infrastructure against real clients. */
@NullMarked
package dev.cove.local;

import org.jspecify.annotations.NullMarked;
