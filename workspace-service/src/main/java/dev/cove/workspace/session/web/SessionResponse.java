package dev.cove.workspace.session.web;

import dev.cove.workspace.session.Session;
import dev.cove.workspace.session.SessionStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session as the public contract has it. */
public record SessionResponse(
    UUID id,
    String name,
    String description,
    String template,
    UUID ownerId,
    SessionStatus status,
    long revision,
    int fileCount,
    long bytes,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant lastOpenedAt,
    @Nullable Instant trashedAt,
    @Nullable Instant expiresAt) {

  /** What is shown of a session. */
  public static SessionResponse from(Session session) {
    return new SessionResponse(
        session.id(),
        session.name(),
        session.description(),
        session.template(),
        session.ownerId(),
        session.status(),
        session.revision(),
        session.fileCount(),
        session.bytes(),
        session.createdAt(),
        session.updatedAt(),
        session.lastOpenedAt(),
        session.trashedAt(),
        session.expiresAt());
  }
}
