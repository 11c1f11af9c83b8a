/**
 * The agent protocol: one link per container over its own Unix socket, with a channel for terminals
 * and one for files. Everything that arrives here comes from inside a container and is treated as
 * hostile.
 */
@NullMarked
package dev.cove.sandbox.agent;

import org.jspecify.annotations.NullMarked;
