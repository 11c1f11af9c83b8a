package dev.cove.workspace.session;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A session went into the trash: nothing of it may run any more. */
public record SessionTrashed(UUID sessionId, UUID ownerId) implements DomainEvent {

  @Override
  public String topic() {
    return "cove.sessions";
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
