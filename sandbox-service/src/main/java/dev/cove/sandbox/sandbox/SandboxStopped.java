package dev.cove.sandbox.sandbox;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A sandbox is stopping, stopped or failed; its state says which. */
public record SandboxStopped(UUID sessionId, UUID ownerId, String reason, SandboxView sandbox)
    implements DomainEvent {

  @Override
  public String topic() {
    return SandboxStarted.TOPIC;
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
