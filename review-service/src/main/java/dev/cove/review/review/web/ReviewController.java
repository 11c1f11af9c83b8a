package dev.cove.review.review.web;

import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.ReviewService;
import dev.cove.review.reviewer.People;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews/{id}")
class ReviewController {

  private final ReviewService service;
  private final ReviewAccess access;
  private final ReviewResponses responses;
  private final People people;

  ReviewController(
      ReviewService service, ReviewAccess access, ReviewResponses responses, People people) {
    this.service = service;
    this.access = access;
    this.responses = responses;
    this.people = people;
  }

  @GetMapping
  ReviewResponse get(@PathVariable UUID id, CurrentUser user) {
    return responses.of(access.visible(id, user).id());
  }

  @PatchMapping
  ReviewResponse edit(
      @PathVariable UUID id, CurrentUser user, @Valid @RequestBody EditReviewRequest request) {
    service.edit(id, user, request.edit());
    return responses.of(id);
  }

  @PostMapping("/withdraw")
  ReviewResponse withdraw(
      @PathVariable UUID id,
      CurrentUser user,
      @Valid @RequestBody(required = false) @Nullable ReasonRequest request) {
    service.withdraw(id, user, ReasonRequest.of(request));
    return responses.of(id);
  }

  @PostMapping("/reopen")
  ReviewResponse reopen(@PathVariable UUID id, CurrentUser user) {
    service.reopen(id, user);
    return responses.of(id);
  }

  @GetMapping("/history")
  Slice<HistoryResponse> history(
      @PathVariable UUID id,
      CurrentUser user,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return HistoryResponse.from(service.history(id, user, cursor, limit), people);
  }
}
