/** Tests of agent. */
@NullMarked
package dev.cove.sandbox.agent;

import org.jspecify.annotations.NullMarked;
