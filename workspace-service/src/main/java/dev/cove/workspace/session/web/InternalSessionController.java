package dev.cove.workspace.session.web;

import dev.cove.workspace.session.NetworkMode;
import dev.cove.workspace.session.Session;
import dev.cove.workspace.session.SessionService;
import dev.cove.workspace.session.SessionStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What other services may know of a session. */
@RestController
class InternalSessionController {

  private final SessionService sessions;

  InternalSessionController(SessionService sessions) {
    this.sessions = sessions;
  }

  /**
   * A session's facts.
   *
   * @param authors everybody whose work is in it, for the rule against self-review
   * @param network how far its sandbox may reach
   * @param expiresAt when it is deleted; null for a session that stays
   */
  record SessionFacts(
      UUID id,
      UUID ownerId,
      String name,
      String template,
      SessionStatus status,
      long revision,
      List<UUID> authors,
      NetworkMode network,
      @Nullable Instant expiresAt) {

    static SessionFacts from(Session session, NetworkMode network) {
      return new SessionFacts(
          session.id(),
          session.ownerId(),
          session.name(),
          session.template(),
          session.status(),
          session.revision(),
          session.authors(),
          network,
          session.expiresAt());
    }
  }

  @GetMapping("/internal/sessions/{id}")
  SessionFacts get(@PathVariable UUID id) {
    Session session = sessions.get(id);
    return SessionFacts.from(session, sessions.network(session));
  }
}
