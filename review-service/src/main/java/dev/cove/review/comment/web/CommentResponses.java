package dev.cove.review.comment.web;

import dev.cove.review.comment.Comment;
import dev.cove.review.reviewer.Named;
import dev.cove.review.reviewer.People;
import dev.cove.starter.web.Slice;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Shows comments with the names of the people in them. Thread-safe. */
@Component
class CommentResponses {

  private final People people;

  CommentResponses(People people) {
    this.people = people;
  }

  CommentResponse one(Comment comment) {
    return CommentResponse.from(comment, names(List.of(comment)));
  }

  Slice<CommentResponse> page(Slice<Comment> page) {
    Map<UUID, Named> names = names(page.items());
    return page.map(comment -> CommentResponse.from(comment, names));
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
