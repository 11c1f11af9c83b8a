/** Isolated containers for sessions, their terminals and executions, and the way of their files. */
@NullMarked
package dev.cove.sandbox;

import org.jspecify.annotations.NullMarked;
