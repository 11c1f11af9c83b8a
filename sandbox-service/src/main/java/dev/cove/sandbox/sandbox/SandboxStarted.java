package dev.cove.sandbox.sandbox;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A sandbox is starting or runs; its state says which. */
public record SandboxStarted(UUID sessionId, UUID ownerId, SandboxView sandbox)
    implements DomainEvent {

  static final String TOPIC = "cove.sandboxes";

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
