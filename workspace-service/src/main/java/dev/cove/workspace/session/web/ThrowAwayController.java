package dev.cove.workspace.session.web;

import dev.cove.workspace.session.ThrowAwaySessions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions in which a snapshot is run, for the review service. */
@RestController
@RequestMapping("/internal/snapshots/{id}/sessions")
class ThrowAwayController {

  private final ThrowAwaySessions sessions;

  ThrowAwayController(ThrowAwaySessions sessions) {
    this.sessions = sessions;
  }

  /** For whom, and whose work it is. */
  record ThrowAwayRequest(
      @NotNull UUID ownerId, @NotBlank @Size(max = 80) String name, @NotNull Set<UUID> authors) {}

  /** The session and its end. */
  record ThrowAwayResponse(UUID sessionId, Instant expiresAt) {}

  @PostMapping
  ResponseEntity<ThrowAwayResponse> give(
      @PathVariable UUID id, @Valid @RequestBody ThrowAwayRequest request) {
    ThrowAwaySessions.Given given =
        sessions.give(
            new ThrowAwaySessions.Wanted(id, request.ownerId(), request.name(), request.authors()));
    return ResponseEntity.status(given.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(new ThrowAwayResponse(given.sessionId(), given.expiresAt()));
  }

  @DeleteMapping("/{ownerId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(@PathVariable UUID id, @PathVariable UUID ownerId) {
    sessions.end(id, ownerId);
  }
}
