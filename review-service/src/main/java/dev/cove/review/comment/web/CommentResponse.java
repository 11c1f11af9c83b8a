package dev.cove.review.comment.web;

import dev.cove.review.comment.Comment;
import dev.cove.review.comment.Comment.Kind;
import dev.cove.review.comment.Comment.Side;
import dev.cove.review.comment.Shown;
import dev.cove.review.reviewer.Named;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CommentResponse(
    UUID id,
    UUID reviewId,
    Named author,
    String body,
    Kind kind,
    @Nullable String path,
    int round,
    @Nullable Side side,
    @Nullable Integer line,
    @Nullable Integer endLine,
    @Nullable UUID parentId,
    @Nullable String suggestion,
    boolean mustVerify,
    boolean draft,
    boolean deleted,
    @Nullable String verdict,
    boolean resolved,
    @Nullable Named resolvedBy,
    @Nullable Instant resolvedAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Shown shown) {

  static CommentResponse from(Comment comment, @Nullable Shown shown, Map<UUID, Named> names) {
    Comment.Place place = comment.place();
    UUID resolver = comment.resolvedBy();
    return new CommentResponse(
        comment.id(),
        comment.reviewId(),
        Objects.requireNonNull(names.get(comment.author())),
        comment.body(),
        comment.kind(),
        place.path(),
        place.round(),
        place.side(),
        place.line(),
        place.endLine(),
        comment.parentId(),
        comment.suggestion(),
        comment.mustVerify(),
        comment.draft(),
        comment.deleted(),
        comment.verdict(),
        comment.resolvedAt() != null,
        resolver == null ? null : names.get(resolver),
        comment.resolvedAt(),
        comment.createdAt(),
        comment.updatedAt(),
        shown);
  }
}
