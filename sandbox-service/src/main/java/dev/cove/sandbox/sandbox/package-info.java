/**
 * The sandbox of a session: its states, its way from start to stop, and the port to whatever runs
 * containers.
 */
@NullMarked
package dev.cove.sandbox.sandbox;

import org.jspecify.annotations.NullMarked;
