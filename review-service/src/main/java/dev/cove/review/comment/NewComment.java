package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Kind;
import dev.cove.review.comment.Comment.Place;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody wants to say; an answer takes its place from its thread. */
public record NewComment(
    String body,
    Kind kind,
    Place place,
    @Nullable UUID parentId,
    @Nullable String suggestion,
    boolean mustVerify,
    boolean draft) {

  NewComment at(Place other, UUID root) {
    return new NewComment(body, kind, other, root, suggestion, mustVerify, draft);
  }
}
