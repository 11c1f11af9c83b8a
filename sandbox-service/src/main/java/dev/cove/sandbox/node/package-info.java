/** The machines sandboxes run on. */
@NullMarked
package dev.cove.sandbox.node;

import org.jspecify.annotations.NullMarked;
