package dev.cove.starter.security;

import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * The person on whose behalf a request runs, as the access token says. A controller takes it as a
 * parameter.
 *
 * @param id the account's id
 * @param username the account's name at the time the token was made
 * @param admin whether the account had the role ADMIN then
 * @param level the reviewer level then: NONE, JUNIOR or SENIOR; ask the read model for today's
 * @param login the id of the login (the family of refresh tokens) the token belongs to
 */
public record CurrentUser(
    UUID id, String username, boolean admin, String level, @Nullable String login) {

  /** The user behind a principal, or empty for an anonymous caller or a service. */
  public static Optional<CurrentUser> from(@Nullable Principal principal) {
    if (!(principal instanceof JwtAuthenticationToken token)) {
      return Optional.empty();
    }
    var jwt = token.getToken();
    if (!Objects.requireNonNullElse(jwt.getAudience(), List.<String>of())
        .contains(Audiences.USER)) {
      return Optional.empty();
    }
    return Optional.of(
        new CurrentUser(
            UUID.fromString(jwt.getSubject()),
            Objects.requireNonNullElse(jwt.getClaimAsString("username"), ""),
            "ADMIN".equals(jwt.getClaimAsString("role")),
            Objects.requireNonNullElse(jwt.getClaimAsString("level"), "NONE"),
            jwt.getClaimAsString("sid")));
  }
}
