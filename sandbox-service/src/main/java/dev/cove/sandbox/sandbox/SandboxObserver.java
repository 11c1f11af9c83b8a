package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentEvent;
import java.nio.ByteBuffer;

/**
 * Follows containers. {@link #event} and {@link #execOutput} come on the thread that reads the
 * agent's channel and must not block.
 */
public interface SandboxObserver {

  /** Something happened inside. */
  default void event(LiveSandbox sandbox, AgentEvent event) {}

  /** Output of an execution. */
  default void execOutput(LiveSandbox sandbox, int handle, int stream, ByteBuffer bytes) {}

  /**
   * Its files are saved and its container goes next: the last moment to ask it for something. May
   * block for a few seconds.
   */
  default void stopping(LiveSandbox sandbox) {}

  /** Its container is going or gone: no more input, viewers are told. */
  default void stopped(LiveSandbox sandbox, String reason) {}
}
