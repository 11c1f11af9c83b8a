/** Sandboxes over HTTP. */
@NullMarked
package dev.cove.sandbox.sandbox.web;

import org.jspecify.annotations.NullMarked;
