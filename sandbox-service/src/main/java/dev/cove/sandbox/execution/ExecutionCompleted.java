package dev.cove.sandbox.execution;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A program that was run once has ended. */
public record ExecutionCompleted(
    UUID sessionId, UUID executionId, String outcome, @Nullable Integer exitCode, long durationMs)
    implements DomainEvent {

  @Override
  public String topic() {
    return "cove.sandboxes";
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
