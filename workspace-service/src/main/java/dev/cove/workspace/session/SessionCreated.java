package dev.cove.workspace.session;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A session exists, with its first files. */
public record SessionCreated(
    UUID sessionId, UUID ownerId, String name, String template, long revision)
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
