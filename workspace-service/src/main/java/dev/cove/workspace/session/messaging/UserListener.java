package dev.cove.workspace.session.messaging;

import dev.cove.starter.event.InboundEvent;
import dev.cove.starter.event.Inbox;
import dev.cove.workspace.session.SessionService;
import java.util.UUID;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Deletes what a user had when the account is gone. */
@Component
class UserListener {

  private final Inbox inbox;
  private final SessionService sessions;

  UserListener(Inbox inbox, SessionService sessions) {
    this.inbox = inbox;
    this.sessions = sessions;
  }

  /** The account is gone. */
  record UserDeleted(UUID userId) {}

  @KafkaListener(topics = "cove.users")
  void on(InboundEvent event) {
    if (event.type().equals("user-deleted")) {
      inbox.once(event, () -> sessions.deleteAllOf(event.as(UserDeleted.class).userId()));
    }
  }
}
