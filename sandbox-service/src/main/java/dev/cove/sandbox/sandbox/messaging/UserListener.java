package dev.cove.sandbox.sandbox.messaging;

import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.sandbox.session.Sessions;
import dev.cove.starter.event.InboundEvent;
import dev.cove.starter.event.Inbox;
import java.util.UUID;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** An account that is disabled or removed runs nothing any more. */
@Component
class UserListener {

  /** What this service reads of the events of users. */
  record Told(UUID userId) {}

  private final Inbox inbox;
  private final Sessions sessions;
  private final SandboxService sandboxes;

  UserListener(Inbox inbox, Sessions sessions, SandboxService sandboxes) {
    this.inbox = inbox;
    this.sessions = sessions;
    this.sandboxes = sandboxes;
  }

  @KafkaListener(topics = "cove.users")
  void on(InboundEvent event) {
    inbox.once(event, () -> act(event));
  }

  private void act(InboundEvent event) {
    if (event.type().equals("user-disabled") || event.type().equals("user-deleted")) {
      UUID user = event.as(Told.class).userId();
      sessions.ofOwner(user).forEach(session -> sandboxes.abandon(session.id(), event.type()));
    }
  }
}
