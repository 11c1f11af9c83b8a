package dev.cove.auth.login.web;

import dev.cove.auth.login.LoginProperties;
import dev.cove.auth.login.SignedIn;
import dev.cove.auth.token.TokenProperties;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * The two cookies of a login. Scripts cannot read them, other sites cannot send them; over https
 * their prefixes keep other hosts from planting them. The gateway turns the access cookie into a
 * bearer token.
 */
@Component
class LoginCookies {

  private static final String REFRESH_PATH = "/api/auth";

  private final boolean secure;
  private final TokenProperties lives;

  LoginCookies(LoginProperties properties, TokenProperties lives) {
    this.secure = "https".equals(properties.publicUrl().getScheme());
    this.lives = lives;
  }

  void set(HttpServletResponse response, SignedIn signedIn) {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    add(response, accessName(), signedIn.access().accessToken(), "/", lives.access());
    add(response, refreshName(), signedIn.refreshToken(), REFRESH_PATH, lives.refresh());
  }

  void clear(HttpServletResponse response) {
    add(response, accessName(), "", "/", Duration.ZERO);
    add(response, refreshName(), "", REFRESH_PATH, Duration.ZERO);
  }

  Optional<String> refreshToken(HttpServletRequest request) {
    return Optional.ofNullable(request.getCookies()).stream()
        .flatMap(Arrays::stream)
        .filter(cookie -> cookie.getName().equals(refreshName()))
        .map(Cookie::getValue)
        .flatMap(value -> value.isEmpty() ? Stream.empty() : Stream.of(value))
        .findFirst();
  }

  private String accessName() {
    return secure ? "__Host-cove_access" : "cove_access";
  }

  private String refreshName() {
    return secure ? "__Secure-cove_refresh" : "cove_refresh";
  }

  private void add(
      HttpServletResponse response, String name, String value, String path, Duration life) {
    ResponseCookie cookie =
        ResponseCookie.from(name, value)
            .path(path)
            .maxAge(life)
            .httpOnly(true)
            .secure(secure)
            .sameSite("Strict")
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
  }
}
