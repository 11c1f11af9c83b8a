package dev.cove.sandbox.agent;

import java.nio.ByteBuffer;

/**
 * Hears an agent before it is known whom it serves, and passes everything on as soon as it is.
 * Thread-safe.
 */
public final class AssignableObserver implements AgentObserver {

  private volatile AgentObserver current;

  /**
   * @param first who hears it until then
   */
  public AssignableObserver(AgentObserver first) {
    this.current = first;
  }

  /** From now on somebody else hears it. */
  public void assign(AgentObserver next) {
    current = next;
  }

  @Override
  public void connected(AgentLink link, AgentEvent.Hello hello) {
    current.connected(link, hello);
  }

  @Override
  public void lost(AgentLink link) {
    current.lost(link);
  }

  @Override
  public void event(AgentLink link, AgentEvent event) {
    current.event(link, event);
  }

  @Override
  public void execOutput(AgentLink link, int handle, int stream, ByteBuffer bytes) {
    current.execOutput(link, handle, stream, bytes);
  }
}
