package dev.cove.review.comment.web;

import dev.cove.review.comment.Comment;
import dev.cove.review.comment.CommentService;
import dev.cove.review.reviewer.Named;
import dev.cove.review.reviewer.People;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews/{id}/comments")
class CommentController {

  private final CommentService service;
  private final People people;

  CommentController(CommentService service, People people) {
    this.service = service;
    this.people = people;
  }

  @GetMapping
  Slice<CommentResponse> list(
      @PathVariable UUID id,
      CurrentUser user,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    // a thread is read as a whole, so a page is as long as it may be unless told
    int size = limit == null ? Slice.MAX_LIMIT : Slice.limit(limit);
    Slice<Comment> page = service.list(id, user, cursor, size);
    Map<UUID, Named> names = names(page.items());
    return page.map(comment -> CommentResponse.from(comment, names));
  }

  @PostMapping
  ResponseEntity<CommentResponse> post(
      @PathVariable UUID id,
      CurrentUser user,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(max = 100)
          String key,
      @Valid @RequestBody CommentRequest request) {
    Comment comment = service.post(id, user, request.comment(), key);
    URI location = URI.create("/api/reviews/" + id + "/comments/" + comment.id());
    return ResponseEntity.created(location).body(one(comment));
  }

  @PatchMapping("/{commentId}")
  CommentResponse edit(
      @PathVariable UUID id,
      @PathVariable UUID commentId,
      CurrentUser user,
      @Valid @RequestBody EditCommentRequest request) {
    return one(service.edit(id, commentId, user, request.edit()));
  }

  @DeleteMapping("/{commentId}")
  ResponseEntity<Void> delete(
      @PathVariable UUID id, @PathVariable UUID commentId, CurrentUser user) {
    service.delete(id, commentId, user);
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{commentId}/resolve")
  CommentResponse resolve(@PathVariable UUID id, @PathVariable UUID commentId, CurrentUser user) {
    return one(service.resolve(id, commentId, user, true));
  }

  @PostMapping("/{commentId}/reopen")
  CommentResponse reopen(@PathVariable UUID id, @PathVariable UUID commentId, CurrentUser user) {
    return one(service.resolve(id, commentId, user, false));
  }

  private CommentResponse one(Comment comment) {
    return CommentResponse.from(comment, names(List.of(comment)));
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
