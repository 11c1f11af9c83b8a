package dev.cove.review.comment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment on a review, a file of a round, or lines of it.
 *
 * @param parentId the first comment of the thread; null for that one
 * @param draft whether only its author sees it
 * @param deleted whether it was removed and stays only because others answered
 * @param verdict the outcome this comment came with
 */
public record Comment(
    UUID id,
    UUID reviewId,
    UUID author,
    @Nullable UUID parentId,
    Kind kind,
    String body,
    Place place,
    @Nullable String suggestion,
    boolean mustVerify,
    boolean draft,
    boolean deleted,
    @Nullable String verdict,
    @Nullable UUID resolvedBy,
    @Nullable Instant resolvedAt,
    Instant createdAt,
    Instant updatedAt) {

  /** What a comment is meant as. */
  public enum Kind {
    /** Anything. */
    GENERAL,
    /** Other text for some lines. */
    SUGGESTION,
    /** Something is wrong. */
    ISSUE,
    /** Something is unclear. */
    QUESTION,
    /** Something is good. */
    PRAISE
  }

  /** A side of a difference. */
  public enum Side {
    /** The older round. */
    OLD,
    /** The round itself. */
    NEW
  }

  /**
   * Where a comment is.
   *
   * @param path null for the review as a whole
   * @param line from 1; null for the file as a whole
   * @param endLine the last line of a range; null for one line
   */
  public record Place(
      int round,
      @Nullable String path,
      @Nullable Side side,
      @Nullable Integer line,
      @Nullable Integer endLine) {}

  /** Whether this user may see it. */
  boolean visibleTo(UUID user) {
    return !draft || author.equals(user);
  }
}
