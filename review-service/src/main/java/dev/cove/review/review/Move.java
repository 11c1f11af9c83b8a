package dev.cove.review.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to move a review on.
 *
 * @param actor who wants it; null for time and for an account's end
 * @param reviewer the new holder, for CLAIM and ASSIGN
 * @param reason in the actor's words or ours, for the history
 */
public record Move(
    Act act, @Nullable UUID actor, @Nullable UUID reviewer, @Nullable String reason) {

  /** A move that names no new holder. */
  public static Move of(Act act, @Nullable UUID actor, @Nullable String reason) {
    return new Move(act, actor, null, reason);
  }
}
