package dev.cove.auth.token.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cove.auth.token.AccessToken;
import dev.cove.auth.token.PersonalToken;
import dev.cove.auth.token.PersonalTokens;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PersonalTokenController {

  record CreateTokenRequest(
      @NotNull
          @Size(min = 1, max = 80)
          @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must have no control characters")
          String name,
      @Min(1) @Max(3650) @Nullable Integer expiresInDays) {

    @Nullable Duration life() {
      return expiresInDays == null ? null : Duration.ofDays(expiresInDays);
    }
  }

  record ExchangeRequest(@NotNull @Size(max = 200) String token) {}

  /** A token; its secret stands in {@code token} only in the answer that made it. */
  record TokenResponse(
      UUID id,
      String name,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

    static TokenResponse from(PersonalToken token, @Nullable String secret) {
      return new TokenResponse(
          token.id(),
          token.name(),
          token.createdAt(),
          token.expiresAt(),
          token.lastUsedAt(),
          secret);
    }
  }

  private final PersonalTokens tokens;

  PersonalTokenController(PersonalTokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping("/api/users/me/tokens")
  Slice<TokenResponse> list(CurrentUser user) {
    return new Slice<>(tokens.ofAccount(user.id()), null)
        .map(token -> TokenResponse.from(token, null));
  }

  @PostMapping("/api/users/me/tokens")
  @ResponseStatus(HttpStatus.CREATED)
  TokenResponse create(
      CurrentUser user, @Valid @RequestBody CreateTokenRequest body, HttpServletResponse response) {
    tokens.requireNotOverToken(user.login());
    PersonalToken.Created created = tokens.create(user.id(), body.name(), body.life());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.LOCATION, "/api/users/me/tokens/" + created.token().id());
    return TokenResponse.from(created.token(), created.secret());
  }

  @DeleteMapping("/api/users/me/tokens/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(CurrentUser user, @PathVariable UUID id) {
    tokens.revoke(user.id(), id);
  }

  @PostMapping("/internal/personal-token-exchanges")
  AccessToken exchange(@Valid @RequestBody ExchangeRequest body) {
    return tokens.exchange(body.token());
  }
}
