package dev.cove.review.round.web;

import dev.cove.review.round.RunService;
import dev.cove.review.round.ThrowAwaySessions.Given;
import dev.cove.starter.security.CurrentUser;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews/{id}/rounds/{n}/sandbox")
class RunController {

  /** The session in which the caller runs the round. */
  record RunResponse(UUID sessionId, UUID reviewId, int round, Instant expiresAt) {}

  private final RunService service;

  RunController(RunService service) {
    this.service = service;
  }

  @PostMapping
  @ApiResponse(responseCode = "200", description = "The caller's living session of the round")
  @ApiResponse(responseCode = "201", description = "A new session of the round")
  ResponseEntity<RunResponse> run(@PathVariable UUID id, @PathVariable int n, CurrentUser user) {
    Given given = service.run(id, n, user);
    return ResponseEntity.status(given.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(new RunResponse(given.sessionId(), id, n, given.expiresAt()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id, @PathVariable int n, CurrentUser user) {
    service.end(id, n, user);
  }
}
