package dev.cove.sandbox.sandbox.messaging;

import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.sandbox.session.NetworkMode;
import dev.cove.sandbox.session.Session;
import dev.cove.sandbox.session.Sessions;
import dev.cove.starter.event.InboundEvent;
import dev.cove.starter.event.Inbox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** A new session starts at once, one that goes takes its container with it. */
@Component
class SessionListener {

  /** What this service reads of the events of sessions. */
  record Told(
      UUID sessionId,
      UUID ownerId,
      @Nullable String name,
      @Nullable String status,
      @Nullable String network) {}

  private final Inbox inbox;
  private final Sessions sessions;
  private final SandboxService sandboxes;

  SessionListener(Inbox inbox, Sessions sessions, SandboxService sandboxes) {
    this.inbox = inbox;
    this.sessions = sessions;
    this.sandboxes = sandboxes;
  }

  @KafkaListener(topics = "cove.sessions")
  void on(InboundEvent event) {
    if (inbox.once(event, () -> record(event))) {
      act(event);
    }
  }

  private void record(InboundEvent event) {
    switch (event.type()) {
      case "session-created", "session-updated" -> put(event, "ACTIVE");
      case "session-trashed" -> put(event, "TRASHED");
      case "session-deleted" -> put(event, Session.DELETED);
      default -> {
        // a type of tomorrow
      }
    }
  }

  private void put(InboundEvent event, String otherwise) {
    Told told = event.as(Told.class);
    String name = told.name();
    String status = told.status();
    Session known = sessions.find(told.sessionId()).orElse(null);
    NetworkMode network = NetworkMode.of(told.network());
    sessions.put(
        new Session(
            told.sessionId(),
            told.ownerId(),
            name != null ? name : known != null ? known.name() : "",
            status == null ? otherwise : status,
            told.network() == null && known != null ? known.network() : network));
  }

  private void act(InboundEvent event) {
    UUID sessionId = event.as(Told.class).sessionId();
    switch (event.type()) {
      case "session-created" -> sandboxes.startQuietly(sessionId);
      case "session-trashed" -> sandboxes.abandon(sessionId, "session-trashed");
      case "session-deleted" -> sandboxes.forget(sessionId);
      default -> {
        // nothing to do
      }
    }
  }
}
