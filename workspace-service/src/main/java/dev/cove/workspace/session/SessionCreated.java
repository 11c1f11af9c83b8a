package dev.cove.workspace.session;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/**
 * A session exists, with its first files.
 *
 * @param network how far its sandbox may reach; not in events of earlier versions, which meant none
 */
public record SessionCreated(
    UUID sessionId, UUID ownerId, String name, String template, long revision, NetworkMode network)
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
