/** Tests of execution. */
@NullMarked
package dev.cove.sandbox.execution;

import org.jspecify.annotations.NullMarked;
