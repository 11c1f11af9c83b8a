package dev.cove.review.round;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** Sessions of a person's own with the files of a snapshot, that end by themselves. */
public interface ThrowAwaySessions {

  /**
   * Such a session.
   *
   * @param fresh whether it was made for this question
   */
  record Given(UUID sessionId, Instant expiresAt, boolean fresh) {}

  /**
   * The person's living session of the snapshot, made if there is none.
   *
   * @param authors everybody whose work is in the snapshot
   * @throws dev.cove.starter.problem.ProblemException {@code throw-away-limit}
   */
  Given give(UUID snapshot, UUID owner, String name, Set<UUID> authors);

  /** Ends the person's session of the snapshot, if there is one. */
  void end(UUID snapshot, UUID owner);
}
