package dev.cove.sandbox.sandbox;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A sandbox ran into one of its limits. */
public record SandboxLimitHit(UUID sessionId, UUID ownerId, String limit, String detail)
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
