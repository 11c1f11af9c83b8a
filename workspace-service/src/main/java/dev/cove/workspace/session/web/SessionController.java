package dev.cove.workspace.session.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import dev.cove.workspace.session.Session;
import dev.cove.workspace.session.SessionService;
import dev.cove.workspace.session.SessionStatus;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
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

/** A person's own sessions. */
@RestController
@RequestMapping("/api/sessions")
class SessionController {

  private final SessionService sessions;

  SessionController(SessionService sessions) {
    this.sessions = sessions;
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<SessionResponse> create(
      CurrentUser user,
      @RequestHeader(name = "Idempotency-Key", required = false)
          @Pattern(regexp = "[!-~]{1,128}", message = "has 1 to 128 visible ASCII characters")
          @Nullable String idempotencyKey,
      @Valid @RequestBody CreateSessionRequest request) {
    Session session = sessions.create(user.id(), request.toSession(idempotencyKey));
    return ResponseEntity.created(URI.create("/api/sessions/" + session.id()))
        .body(SessionResponse.from(session));
  }

  @GetMapping
  Slice<SessionResponse> list(
      CurrentUser user,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable SessionStatus status,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return sessions
        .list(user.id(), q, status, cursor, Slice.limit(limit))
        .map(SessionResponse::from);
  }

  @GetMapping("/{id}")
  SessionResponse get(CurrentUser user, @PathVariable UUID id) {
    return SessionResponse.from(sessions.get(user.id(), id));
  }

  @PatchMapping("/{id}")
  SessionResponse update(
      CurrentUser user, @PathVariable UUID id, @Valid @RequestBody UpdateSessionRequest request) {
    return SessionResponse.from(
        sessions.update(
            user.id(),
            id,
            request.strippedName(),
            request.strippedDescription(),
            request.status()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean permanent) {
    if (permanent) {
      sessions.delete(user.id(), id);
    } else {
      sessions.trash(user.id(), id);
    }
  }
}
