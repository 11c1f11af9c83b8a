package dev.cove.sandbox.agent;

import java.nio.ByteBuffer;

/**
 * Hears what an agent reports. Called on the thread that reads the channel: implementations hand
 * work on and never block.
 */
public interface AgentObserver {

  /** A channel is there (again). */
  default void connected(AgentLink link, AgentEvent.Hello hello) {}

  /** A channel ended; the agent dials again for as long as it lives. */
  default void lost(AgentLink link) {}

  /** Something happened inside. */
  default void event(AgentLink link, AgentEvent event) {}

  /** Output of an execution; {@code stream} 1 is stdout, 2 stderr. The bytes may be kept. */
  default void execOutput(AgentLink link, int handle, int stream, ByteBuffer bytes) {}
}
