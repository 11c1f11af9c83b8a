package dev.cove.review.comment.web;

import dev.cove.review.comment.Comment;
import dev.cove.review.comment.Comment.Place;
import dev.cove.review.comment.CommentService;
import dev.cove.review.comment.Shown;
import dev.cove.review.reviewer.Named;
import dev.cove.review.reviewer.People;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows comments with the names of the people in them and their place by now. Thread-safe. */
@Component
class CommentResponses {

  private final People people;
  private final CommentService service;

  CommentResponses(People people, CommentService service) {
    this.people = people;
    this.service = service;
  }

  CommentResponse one(Comment comment, CurrentUser user) {
    return page(comment.reviewId(), user, null, new Slice<>(List.of(comment), null))
        .items()
        .getFirst();
  }

  Slice<CommentResponse> page(
      UUID review, CurrentUser user, @Nullable Integer round, Slice<Comment> page) {
    Map<UUID, Named> names = names(page.items());
    Set<Place> places = page.items().stream().map(Comment::place).collect(Collectors.toSet());
    Map<Place, Shown> shown = service.shown(review, user, round, places);
    return page.map(comment -> CommentResponse.from(comment, shown.get(comment.place()), names));
  }

  private Map<UUID, Named> names(List<Comment> comments) {
    return people.names(
        comments.stream()
            .flatMap(comment -> Stream.of(comment.author(), comment.resolvedBy()))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .collect(Collectors.toSet()));
  }
}
