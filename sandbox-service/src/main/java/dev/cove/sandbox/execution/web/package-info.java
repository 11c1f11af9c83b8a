/** Executions over HTTP, at once or as they go. */
@NullMarked
package dev.cove.sandbox.execution.web;

import org.jspecify.annotations.NullMarked;
