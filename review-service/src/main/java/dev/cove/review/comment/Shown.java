package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Side;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread is shown when one looks at a round, which need not be the one it was written on.
 *
 * @param round the round one looks at
 * @param path the file, under the name it has there; null to show it with the review as a whole
 * @param line null to show it with the file as a whole
 */
public record Shown(
    int round,
    @Nullable String path,
    @Nullable Side side,
    @Nullable Integer line,
    @Nullable Integer endLine,
    State state) {

  /** How that place was found. */
  public enum State {
    /** It is about no file. */
    GENERAL,
    /** It was written on this round. */
    HERE,
    /** The file, and the lines if it is about lines, were found again. */
    MAPPED,
    /** None of the lines is there any more. */
    LINE_GONE,
    /** The file is not there any more. */
    FILE_GONE
  }
}
