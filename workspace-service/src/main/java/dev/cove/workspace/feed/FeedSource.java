package dev.cove.workspace.feed;

import dev.cove.workspace.file.ChangeLog;
import dev.cove.workspace.file.FilesChanged;
import dev.cove.workspace.file.Workspaces;
import dev.cove.workspace.session.SessionService;
import dev.cove.workspace.session.web.SessionResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where feeds read from. Thread-safe. */
@Component
class FeedSource {

  private final Workspaces workspaces;
  private final ChangeLog log;
  private final SessionService sessions;
  private final KnownSandboxes sandboxes;

  FeedSource(
      Workspaces workspaces, ChangeLog log, SessionService sessions, KnownSandboxes sandboxes) {
    this.workspaces = workspaces;
    this.log = log;
    this.sessions = sessions;
    this.sandboxes = sandboxes;
  }

  /** From which revision a feed sends, and whether that is where the client had been. */
  record Start(long revision, boolean resumed) {}

  boolean isOwn(UUID session, UUID user) {
    return workspaces.find(session).filter(row -> row.ownerId().equals(user)).isPresent();
  }

  void opened(UUID session) {
    sessions.opened(session);
  }

  Start start(UUID session, @Nullable Long since) {
    long now = workspaces.find(session).map(Workspaces.Row::revision).orElse(0L);
    if (since == null || since > now || since < 0) {
      return new Start(now, false);
    }
    boolean gapless =
        since == now
            || log.after(session, since, 1).stream().anyMatch(c -> c.revision() == since + 1);
    return gapless ? new Start(since, true) : new Start(now, false);
  }

  List<FilesChanged> after(UUID session, long revision, int limit) {
    return log.after(session, revision, limit);
  }

  Optional<SessionResponse> session(UUID session) {
    return sessions.find(session).map(SessionResponse::from);
  }

  @Nullable String lastSandbox(UUID session) {
    return sandboxes.find(session).orElse(null);
  }
}
