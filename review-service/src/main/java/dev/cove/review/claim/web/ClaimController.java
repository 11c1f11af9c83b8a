package dev.cove.review.claim.web;

import dev.cove.review.claim.ClaimService;
import dev.cove.review.claim.DecisionService;
import dev.cove.review.review.web.ReasonRequest;
import dev.cove.review.review.web.ReviewResponse;
import dev.cove.review.review.web.ReviewResponses;
import dev.cove.starter.security.CurrentUser;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews")
class ClaimController {

  private final ClaimService claims;
  private final DecisionService decisions;
  private final ReviewResponses responses;

  ClaimController(ClaimService claims, DecisionService decisions, ReviewResponses responses) {
    this.claims = claims;
    this.decisions = decisions;
    this.responses = responses;
  }

  @PostMapping("/{id}/claim")
  ReviewResponse claim(@PathVariable UUID id, CurrentUser user) {
    claims.claim(id, user);
    return responses.of(id);
  }

  @PostMapping("/{id}/release")
  ReviewResponse release(
      @PathVariable UUID id,
      CurrentUser user,
      @Valid @RequestBody(required = false) @Nullable ReasonRequest request) {
    claims.release(id, user, ReasonRequest.of(request));
    return responses.of(id);
  }

  @PostMapping("/{id}/assign")
  ReviewResponse assign(
      @PathVariable UUID id, CurrentUser user, @Valid @RequestBody AssignRequest request) {
    claims.assign(id, user, request.reviewerId(), request.reason());
    return responses.of(id);
  }

  @PostMapping("/{id}/decision")
  ReviewResponse decide(
      @PathVariable UUID id, CurrentUser user, @Valid @RequestBody DecisionRequest request) {
    decisions.decide(id, user, request.outcome(), request.comment());
    return responses.of(id);
  }

  @PostMapping("/next")
  @ApiResponse(responseCode = "200", description = "The review that is now the caller's")
  @ApiResponse(responseCode = "204", description = "Nothing in the queue for the caller")
  ResponseEntity<ReviewResponse> next(CurrentUser user) {
    return claims
        .next(user)
        .map(id -> ResponseEntity.ok(responses.of(id)))
        .orElseGet(() -> ResponseEntity.noContent().build());
  }
}
