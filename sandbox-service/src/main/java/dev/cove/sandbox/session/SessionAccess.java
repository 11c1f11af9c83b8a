package dev.cove.sandbox.session;

import dev.cove.sandbox.workspace.Workspace;
import dev.cove.sandbox.workspace.WorkspaceException;
import dev.cove.starter.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/**
 * Decides whether a person may use a session's sandbox: only the owner. Whose a session is never
 * changes, so a row once known suffices; a session nobody told about yet is asked for.
 */
@Service
public class SessionAccess {

  private static final Logger log = LoggerFactory.getLogger(SessionAccess.class);

  private final Sessions sessions;
  private final Workspace workspace;

  SessionAccess(Sessions sessions, Workspace workspace) {
    this.sessions = sessions;
    this.workspace = workspace;
  }

  /**
   * The session, if the user owns it.
   *
   * @throws ProblemException 404 for anybody else's and for none
   */
  public Session require(UUID sessionId, UUID userId) {
    return find(sessionId)
        .filter(session -> session.ownerId().equals(userId) && !session.deleted())
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.NOT_FOUND, "session-not-found", "There is no such session."));
  }

  /** The session, from what is known or by asking. */
  public Optional<Session> find(UUID sessionId) {
    Optional<Session> known = sessions.find(sessionId);
    if (known.isPresent()) {
      return known;
    }
    return ask(sessionId)
        .map(found -> {
          Session session =
              new Session(
                  found.id(),
                  found.ownerId(),
                  found.name(),
                  found.status(),
                  NetworkMode.of(found.network()));
          sessions.put(session);
          return session;
        });
  }

  private Optional<Workspace.KnownSession> ask(UUID sessionId) {
    try {
      return workspace.session(sessionId);
    } catch (WorkspaceException e) {
      log.info("Session {} could not be looked up", sessionId, e);
      throw new ProblemException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "service-unavailable",
              "A part of the platform does not answer just now. Try again in a moment.")
          .header("Retry-After", "2");
    }
  }
}
