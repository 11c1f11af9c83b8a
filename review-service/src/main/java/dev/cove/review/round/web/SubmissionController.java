package dev.cove.review.round.web;

import dev.cove.review.review.Review;
import dev.cove.review.review.Reviews;
import dev.cove.review.review.web.ReviewResponse;
import dev.cove.review.review.web.ReviewResponses;
import dev.cove.review.round.Round;
import dev.cove.review.round.RoundService;
import dev.cove.review.round.SessionSource.SessionFacts;
import dev.cove.review.round.SubmissionService;
import dev.cove.starter.security.CurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SubmissionController {

  private final SubmissionService service;
  private final Reviews reviews;
  private final RoundService roundService;
  private final ReviewResponses responses;

  SubmissionController(
      SubmissionService service,
      Reviews reviews,
      RoundService roundService,
      ReviewResponses responses) {
    this.service = service;
    this.reviews = reviews;
    this.roundService = roundService;
    this.responses = responses;
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping("/api/reviews")
  ResponseEntity<ReviewResponse> submit(
      CurrentUser user,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable @Size(max = 100)
          String key,
      @Valid @RequestBody SubmitRequest request) {
    UUID id = service.submit(user, request.submission(), key);
    return ResponseEntity.created(URI.create("/api/reviews/" + id)).body(responses.of(id));
  }

  @ResponseStatus(HttpStatus.CREATED)
  @PostMapping("/api/reviews/{id}/rounds")
  ResponseEntity<RoundResponse> resubmit(
      @PathVariable UUID id,
      CurrentUser user,
      @Valid @RequestBody(required = false) @Nullable NoteRequest request) {
    Round round = service.resubmit(id, user, request == null ? null : request.note());
    URI location = URI.create("/api/reviews/" + id + "/rounds/" + round.number() + "/tree");
    return ResponseEntity.created(location).body(RoundResponse.from(round, null));
  }

  @GetMapping("/api/sessions/{id}/review")
  SessionReviewResponse ofSession(@PathVariable UUID id, CurrentUser user) {
    SessionFacts session = service.owned(id, user);
    Review latest = reviews.latestOf(id, user.id()).orElse(null);
    boolean open = latest != null && latest.status().open();
    boolean canSubmit = !open && !"TRASHED".equals(session.status());
    return new SessionReviewResponse(
        latest == null ? null : responses.of(latest.id()),
        canSubmit,
        latest != null && changedSince(latest));
  }

  /** Whether the files of the session moved on since the newest round; null when it is gone. */
  record FreshnessResponse(@Nullable Boolean changedSince) {}

  @GetMapping("/api/reviews/{id}/freshness")
  FreshnessResponse freshness(@PathVariable UUID id, CurrentUser user) {
    return new FreshnessResponse(roundService.changedSince(id, user));
  }

  /** Compared by content; what cannot be compared any more counts as changed. */
  private boolean changedSince(Review review) {
    return !Boolean.FALSE.equals(roundService.changedSince(review));
  }
}
