package dev.cove.review.round.web;

import dev.cove.review.round.RoundService;
import dev.cove.review.round.SnapshotSource.Content;
import dev.cove.review.round.WhiteSpace;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews/{id}/rounds")
class RoundController {

  private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

  private final RoundService service;

  RoundController(RoundService service) {
    this.service = service;
  }

  @GetMapping
  Slice<RoundResponse> list(@PathVariable UUID id, CurrentUser user) {
    Map<Integer, Instant> visits = service.visits(id, user);
    return new Slice<>(
        service.list(id, user).stream()
            .map(round -> RoundResponse.from(round, visits.get(round.number())))
            .toList(),
        null);
  }

  @GetMapping("/{n}/tree")
  RoundTreeResponse tree(@PathVariable UUID id, @PathVariable int n, CurrentUser user) {
    return RoundTreeResponse.from(n, service.tree(id, n, user), service.viewed(id, n, user));
  }

  @GetMapping("/{n}/files/{*path}")
  ResponseEntity<byte[]> file(
      @PathVariable UUID id, @PathVariable int n, @PathVariable String path, CurrentUser user) {
    String name = path.substring(1);
    Content content = service.file(id, n, name, user);
    // whatever a file is, a browser that opens it directly must not run it
    return ResponseEntity.ok()
        .eTag(content.etag())
        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable())
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", "sandbox; default-src 'none'")
        .contentType(service.binary(id, n, name, user) ? MediaType.APPLICATION_OCTET_STREAM : TEXT)
        .body(content.bytes());
  }

  @GetMapping("/{n}/diff")
  DiffResponse diff(
      @PathVariable UUID id,
      @PathVariable int n,
      @RequestParam(required = false) @Nullable Integer against,
      @Parameter(schema = @Schema(allowableValues = {"keep", "ignore"}))
          @RequestParam(defaultValue = "keep")
          String whitespace,
      CurrentUser user) {
    return DiffResponse.from(service.diff(id, n, against, whiteSpace(whitespace), user));
  }

  private static WhiteSpace whiteSpace(String name) {
    return switch (name) {
      case "keep" -> WhiteSpace.KEEP;
      case "ignore" -> WhiteSpace.IGNORE;
      default ->
          throw ProblemException.invalid(
              new ProblemException.FieldError("whitespace", "is one of keep, ignore"));
    };
  }

  @PutMapping("/{n}/visit")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void visit(@PathVariable UUID id, @PathVariable int n, CurrentUser user) {
    service.visit(id, n, user);
  }

  @PostMapping("/{n}/viewed")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void viewed(
      @PathVariable UUID id,
      @PathVariable int n,
      CurrentUser user,
      @Valid @RequestBody ViewedRequest request) {
    service.mark(id, n, user, request.path(), request.viewed());
  }
}
