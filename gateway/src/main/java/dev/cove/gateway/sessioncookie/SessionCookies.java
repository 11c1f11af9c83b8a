package dev.cove.gateway.sessioncookie;

import dev.cove.gateway.origin.PublicOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Reads the browser's two cookies. On https only the prefixed names count: those a page of another
 * host cannot plant.
 */
@Component
public class SessionCookies {

  /** Open to everybody: a token, which may be stale, must not get in the way of a new one. */
  private static final Set<String> WITHOUT_TOKEN =
      Set.of("/api/auth/login", "/api/auth/register", "/api/auth/refresh", "/api/auth/setup");

  private static final Pattern EXPIRY = Pattern.compile("\"exp\"\\s*:\\s*(\\d{1,15})");

  private final String accessName;
  private final String refreshName;
  private final Clock clock;

  SessionCookies(PublicOrigin origin, Clock clock) {
    this.accessName = origin.secure() ? "__Host-cove_access" : "cove_access";
    this.refreshName = origin.secure() ? "__Secure-cove_refresh" : "cove_refresh";
    this.clock = clock;
  }

  /** Whether this request stands on a cookie: it has one of ours and names no token itself. */
  public boolean reliedOn(ServerHttpRequest request) {
    return !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
        && (value(request, accessName) != null || value(request, refreshName) != null);
  }

  /**
   * The {@code Authorization} that a service gets: the caller's own, else the cookie's token. An
   * expired token is left out, since it would be refused even where none is needed.
   */
  public @Nullable String authorization(ServerWebExchange exchange) {
    ServerHttpRequest request = exchange.getRequest();
    String given = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (given != null) {
      return given;
    }
    String token = value(request, accessName);
    if (token == null || WITHOUT_TOKEN.contains(request.getPath().value()) || expired(token)) {
      return null;
    }
    return "Bearer " + token;
  }

  /** The refresh cookie as a {@code Cookie} header, for auth-service alone. */
  public @Nullable String refreshCookie(ServerWebExchange exchange) {
    String token = value(exchange.getRequest(), refreshName);
    return token == null ? null : refreshName + "=" + token;
  }

  /** The access token of the cookie, whatever its state; for telling callers apart, not trust. */
  public @Nullable String accessToken(ServerHttpRequest request) {
    return value(request, accessName);
  }

  private boolean expired(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return true;
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      Matcher expiry = EXPIRY.matcher(claims);
      return expiry.find() && Long.parseLong(expiry.group(1)) <= clock.instant().getEpochSecond();
    } catch (IllegalArgumentException _) {
      return true;
    }
  }

  private static @Nullable String value(ServerHttpRequest request, String name) {
    HttpCookie cookie = request.getCookies().getFirst(name);
    return cookie == null || cookie.getValue().isBlank() ? null : cookie.getValue();
  }
}
