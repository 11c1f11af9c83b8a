/** Tests of sync. */
@NullMarked
package dev.cove.sandbox.sync;

import org.jspecify.annotations.NullMarked;
