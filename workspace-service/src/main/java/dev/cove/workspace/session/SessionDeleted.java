package dev.cove.workspace.session;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A session is gone for ever. */
public record SessionDeleted(UUID sessionId, UUID ownerId) implements DomainEvent {

  @Override
  public String topic() {
    return "cove.sessions";
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
