package dev.cove.review.round;

import dev.cove.review.review.HolderActs;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.round.ThrowAwaySessions.Given;
import dev.cove.starter.security.CurrentUser;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Lets who may see a review run exactly one round of it, in a session of their own that nobody
 * keeps. Thread-safe.
 */
@Service
public class RunService {

  private static final int MAX_NAME = 80;

  private final ReviewAccess access;
  private final Rounds rounds;
  private final ThrowAwaySessions sessions;
  private final HolderActs acts;

  RunService(ReviewAccess access, Rounds rounds, ThrowAwaySessions sessions, HolderActs acts) {
    this.access = access;
    this.rounds = rounds;
    this.sessions = sessions;
    this.acts = acts;
  }

  /** The caller's session of the round; the one that lives, or a new one. */
  public Given run(UUID id, int number, CurrentUser user) {
    Review review = access.visible(id, user);
    Round round = round(review, number);
    Given given =
        sessions.give(round.snapshotId(), user.id(), name(review, number), review.authors());
    acts.acted(review, user.id());
    return given;
  }

  /** Ends the caller's session of the round. */
  public void end(UUID id, int number, CurrentUser user) {
    sessions.end(round(access.visible(id, user), number).snapshotId(), user.id());
  }

  private Round round(Review review, int number) {
    return rounds.find(review.id(), number).orElseThrow(() -> RoundErrors.noRound(number));
  }

  private static String name(Review review, int number) {
    String name = "Round %d of %s".formatted(number, review.title());
    int end = name.offsetByCodePoints(0, Math.min(MAX_NAME, name.codePointCount(0, name.length())));
    return name.substring(0, Math.min(end, MAX_NAME)).strip();
  }
}
