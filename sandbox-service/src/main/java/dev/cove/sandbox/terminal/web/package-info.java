/** Terminals over HTTP and WebSocket. */
@NullMarked
package dev.cove.sandbox.terminal.web;

import org.jspecify.annotations.NullMarked;
