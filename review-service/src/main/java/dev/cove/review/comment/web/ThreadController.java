package dev.cove.review.comment.web;

import dev.cove.review.comment.CommentService;
import dev.cove.review.comment.SuggestionService;
import dev.cove.starter.security.CurrentUser;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews/{id}/comments/{commentId}")
class ThreadController {

  private final CommentService service;
  private final SuggestionService suggestions;
  private final CommentResponses responses;

  ThreadController(
      CommentService service, SuggestionService suggestions, CommentResponses responses) {
    this.service = service;
    this.suggestions = suggestions;
    this.responses = responses;
  }

  @PostMapping("/resolve")
  CommentResponse resolve(@PathVariable UUID id, @PathVariable UUID commentId, CurrentUser user) {
    return responses.one(service.resolve(id, commentId, user, true), user);
  }

  @PostMapping("/reopen")
  CommentResponse reopen(@PathVariable UUID id, @PathVariable UUID commentId, CurrentUser user) {
    return responses.one(service.resolve(id, commentId, user, false), user);
  }

  @PostMapping("/apply")
  CommentResponse apply(@PathVariable UUID id, @PathVariable UUID commentId, CurrentUser user) {
    return responses.one(suggestions.apply(id, commentId, user), user);
  }
}
