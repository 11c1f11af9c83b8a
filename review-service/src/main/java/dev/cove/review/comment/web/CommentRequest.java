package dev.cove.review.comment.web;

import dev.cove.review.comment.Comment.Kind;
import dev.cove.review.comment.Comment.Place;
import dev.cove.review.comment.Comment.Side;
import dev.cove.review.comment.NewComment;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record CommentRequest(
    @NotBlank @Size(max = 10_000) String body,
    @Nullable Kind kind,
    @Nullable @Size(min = 1, max = 1024) String path,
    @Nullable @Min(1) Integer round,
    @Nullable Side side,
    @Nullable @Min(1) Integer line,
    @Nullable @Min(1) Integer endLine,
    @Nullable UUID parentId,
    @Nullable @Size(max = 100_000) String suggestion,
    @Nullable Boolean mustVerify,
    @Nullable Boolean draft) {

  NewComment comment() {
    return new NewComment(
        body,
        Objects.requireNonNullElse(kind, Kind.GENERAL),
        new Place(Objects.requireNonNullElse(round, 0), path, side, line, endLine),
        parentId,
        suggestion,
        Boolean.TRUE.equals(mustVerify),
        Boolean.TRUE.equals(draft));
  }
}
