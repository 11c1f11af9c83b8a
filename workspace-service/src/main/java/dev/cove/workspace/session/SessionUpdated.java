package dev.cove.workspace.session;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A session has another name or description, or was archived or brought back. */
public record SessionUpdated(UUID sessionId, UUID ownerId, String name, SessionStatus status)
    implements DomainEvent {

  @Override
  public String topic() {
    return "cove.sessions";
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
