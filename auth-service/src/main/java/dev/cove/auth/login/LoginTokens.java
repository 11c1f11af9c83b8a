package dev.cove.auth.login;

import dev.cove.auth.token.PersonalTokens;
import dev.cove.starter.security.Audiences;
import dev.cove.starter.security.PublicPaths;
import dev.cove.starter.security.TokenDecoders;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * How this service believes access tokens: only while the login, or the personal token, behind them
 * is active. The other services believe the signature until the token ends.
 */
@Configuration(proxyBeanMethods = false)
class LoginTokens {

  /** What needs no access token. Signing out is open because the login may have ended already. */
  private static final List<String> OPEN =
      List.of(
          "/.well-known/jwks.json",
          "/api/auth/register",
          "/api/auth/login",
          "/api/auth/refresh",
          "/api/auth/logout",
          "/api/auth/setup",
          "/internal/service-tokens");

  @Bean
  PublicPaths publicPaths() {
    return new PublicPaths(OPEN);
  }

  @Bean
  JwtDecoder userTokens(TokenDecoders decoders, Logins logins, PersonalTokens personalTokens) {
    JwtDecoder signed = decoders.forAudience(Audiences.USER);
    return token -> {
      Jwt jwt = signed.decode(token);
      UUID account = id(jwt.getSubject());
      UUID origin = id(jwt.getClaimAsString("sid"));
      if (!logins.active(origin, account) && !personalTokens.active(origin, account)) {
        throw new BadJwtException("the login behind the token has ended");
      }
      return jwt;
    };
  }

  /**
   * A stale token in the header must not keep anybody from signing in again: where none is needed,
   * one that is not valid counts as none.
   */
  @Bean
  BearerTokenResolver bearerTokens(JwtDecoder userTokens) {
    BearerTokenResolver header = new DefaultBearerTokenResolver();
    return request -> {
      if (!OPEN.contains(request.getRequestURI())) {
        return header.resolve(request);
      }
      try {
        String token = header.resolve(request);
        if (token != null) {
          userTokens.decode(token);
        }
        return token;
      } catch (JwtException | AuthenticationException e) {
        return null;
      }
    };
  }

  private static UUID id(@Nullable String text) {
    try {
      return UUID.fromString(text == null ? "" : text);
    } catch (IllegalArgumentException e) {
      throw new BadJwtException("not a person's token", e);
    }
  }
}
