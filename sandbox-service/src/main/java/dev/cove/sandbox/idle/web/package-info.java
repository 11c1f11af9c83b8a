/** Idle stop over HTTP. */
@NullMarked
package dev.cove.sandbox.idle.web;

import org.jspecify.annotations.NullMarked;
