/** When a sandbox has nobody and nothing to do, and is stopped. */
@NullMarked
package dev.cove.sandbox.idle;

import org.jspecify.annotations.NullMarked;
