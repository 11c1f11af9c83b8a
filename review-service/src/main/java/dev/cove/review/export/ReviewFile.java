package dev.cove.review.export;

import dev.cove.review.comment.Comment;
import dev.cove.review.review.Priority;
import dev.cove.review.review.ReviewStatus;
import dev.cove.review.reviewer.Named;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything about a review that both sides may see, without anybody's drafts. */
public record ReviewFile(
    UUID id,
    UUID sessionId,
    String title,
    String description,
    Priority priority,
    ReviewStatus status,
    Named submittedBy,
    @Nullable Named reviewer,
    Instant createdAt,
    @Nullable Instant decidedAt,
    Instant exportedAt,
    List<RoundLine> rounds,
    List<HistoryLine> history,
    List<CommentLine> comments) {

  /** A round. */
  public record RoundLine(
      int number, @Nullable String note, int fileCount, long bytes, Instant createdAt) {}

  /** One line of the history. */
  public record HistoryLine(
      Instant at,
      String action,
      int round,
      ReviewStatus status,
      @Nullable Named actor,
      @Nullable Named reviewer,
      @Nullable String detail) {}

  /** A comment. */
  public record CommentLine(
      UUID id,
      @Nullable UUID parentId,
      Named author,
      Comment.Kind kind,
      String body,
      int round,
      @Nullable String path,
      Comment.@Nullable Side side,
      @Nullable Integer line,
      @Nullable Integer endLine,
      @Nullable String suggestion,
      boolean mustVerify,
      @Nullable String verdict,
      boolean resolved,
      Instant createdAt) {}
}
