/** Programs run once in a session's container, with their output and outcome. */
@NullMarked
package dev.cove.sandbox.execution;

import org.jspecify.annotations.NullMarked;
