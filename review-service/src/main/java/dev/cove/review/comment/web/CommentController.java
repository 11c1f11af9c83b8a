package dev.cove.review.comment.web;

import dev.cove.review.comment.Comment;
import dev.cove.review.comment.CommentService;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews/{id}/comments")
class CommentController {

  private final CommentService service;
  private final CommentResponses responses;

  CommentController(CommentService service, CommentResponses responses) {
    this.service = service;
    this.responses = responses;
  }

  @GetMapping
  Slice<CommentResponse> list(
      @PathVariable UUID id,
      CurrentUser user,
      @RequestParam(required = false) @Nullable Integer round,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    // a thread is read as a whole, so a page is as long as it may be unless told
    int size = limit == null ? Slice.MAX_LIMIT : Slice.limit(limit);
    return responses.page(id, user, round, service.list(id, user, cursor, size));
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping
  ResponseEntity<CommentResponse> post(
      @PathVariable UUID id,
      CurrentUser user,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(max = 100)
          String key,
      @Valid @RequestBody CommentRequest request) {
    Comment comment = service.post(id, user, request.comment(), key);
    URI location = URI.create("/api/reviews/" + id + "/comments/" + comment.id());
    return ResponseEntity.created(location).body(responses.one(comment, user));
  }

  @PatchMapping("/{commentId}")
  CommentResponse edit(
      @PathVariable UUID id,
      @PathVariable UUID commentId,
      CurrentUser user,
      @Valid @RequestBody EditCommentRequest request) {
    return responses.one(service.edit(id, commentId, user, request.edit()), user);
  }

  @DeleteMapping("/{commentId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable UUID id, @PathVariable UUID commentId, CurrentUser user) {
    service.delete(id, commentId, user);
  }
}
