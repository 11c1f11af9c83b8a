package dev.cove.review.round;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The live sessions: only to take a snapshot of one, never to show it to a reviewer. */
public interface SessionSource {

  /**
   * A session now.
   *
   * @param status ACTIVE, ARCHIVED or TRASHED
   * @param authors the owner and the owners of everything it was copied from
   * @param expiresAt when it ends, for a session that only runs a snapshot
   */
  record SessionFacts(
      UUID id,
      UUID ownerId,
      String status,
      long revision,
      Set<UUID> authors,
      @Nullable Instant expiresAt) {}

  /** A snapshot that was taken. */
  record Taken(UUID id, long revision, int fileCount, long bytes) {}

  /** The session, if there is one. */
  Optional<SessionFacts> find(UUID session);

  /**
   * Waits until everything the session's container wrote before is in the session.
   *
   * @throws dev.cove.starter.problem.ProblemException {@code sync-unconfirmed} when nobody can tell
   */
  void flush(UUID session);

  /**
   * Takes a snapshot of everything, or of some paths.
   *
   * @param someGone whether some of the paths, but not all, may be gone by now
   */
  Taken snapshot(UUID session, UUID requestedBy, @Nullable List<String> paths, boolean someGone);
}
