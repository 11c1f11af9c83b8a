package dev.cove.review.comment.web;

import dev.cove.review.comment.Comment.Kind;
import dev.cove.review.comment.CommentService;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record EditCommentRequest(
    @Nullable @Size(min = 1, max = 10_000) String body,
    @Nullable Kind kind,
    @Nullable @Size(max = 100_000) String suggestion,
    @Nullable Boolean mustVerify,
    @Nullable Boolean draft) {

  CommentService.Edit edit() {
    return new CommentService.Edit(body, kind, suggestion, mustVerify, draft);
  }
}
