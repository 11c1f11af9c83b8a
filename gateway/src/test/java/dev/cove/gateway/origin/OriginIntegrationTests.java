package dev.cove.gateway.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import dev.cove.gateway.testing.RecordingSocket;
import dev.cove.gateway.testing.Tokens;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginIntegrationTests extends GatewayTest {

  private static final String COOKIE = "Cookie: cove_access=" + Tokens.of("user-1");

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
  @DisplayName("B13 a change with a cookie and no sign of our own page is refused")
  void changeWhenOnlyCookieIsRefused(String method) {
    RawHttp.Answer answer = gateway().send(method, "/api/sessions", "{}", COOKIE);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"csrf\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://localhost:8080.evil.example",
        "https://localhost:8080",
        "http://localhost:9090",
        "http://localhost"
      })
  @DisplayName("B13 a change with a cookie from another origin is refused")
  void changeWhenOriginIsForeignIsRefused(String origin) {
    RawHttp.Answer answer =
        gateway()
            .send(
                "POST",
                "/api/sessions",
                "{}",
                COOKIE,
                "Origin: " + origin,
                "Content-Type: text/plain");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"csrf\"");
  }

  @Test
  void changeWhenOurOriginOrOurHeaderPasses() {
    assertThat(
            gateway().send("POST", "/api/sessions", "{}", COOKIE, "Origin: " + OWN_ORIGIN).status())
        .isEqualTo(200);
    assertThat(
            gateway()
                .send("POST", "/api/sessions", "{}", COOKIE, "X-Requested-With: cove")
                .status())
        .isEqualTo(200);
  }

  @Test
  void changeWhenRefreshCookieAloneIsRefused() {
    assertThat(
            gateway().send("POST", "/api/auth/refresh", "", "Cookie: cove_refresh=secret").status())
        .isEqualTo(403);
  }

  @Test
  void changeWhenBearerNeedsNoOrigin() {
    RawHttp.Answer answer =
        gateway().send("POST", "/api/sessions", "{}", "Authorization: Bearer token", COOKIE);

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void readWhenCookieNeedsNoOrigin() {
    assertThat(gateway().get("/api/sessions", COOKIE).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:8080.evil.example",
        "Origin: https://localhost:8080"
      })
  @DisplayName("B14 a socket with a cookie and a missing or foreign origin is refused")
  void socketWhenOriginIsNotOursIsRefused(String origin) {
    RawHttp.Answer answer = gateway().exchange(upgrade(origin));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"origin\"");
  }

  @Test
  void socketWhenOriginIsOursOpensWithTheCookiesToken() throws Exception {
    String token = Tokens.of("user-1");
    RecordingSocket socket =
        RecordingSocket.open(
            port(),
            SOCKETS + "/terminals/1",
            "Cookie",
            "cove_access=" + token,
            "Origin",
            OWN_ORIGIN);

    assertThat(socket.echo("hello")).isEqualTo("hello");
    assertThat(SANDBOX.last().headers().get("Authorization")).isEqualTo("Bearer " + token);
    assertThat(SANDBOX.last().headers().get("Cookie")).isNull();
    socket.close();
  }

  @Test
  void socketWhenBearerNeedsNoOrigin() throws Exception {
    RecordingSocket socket =
        RecordingSocket.open(port(), SOCKETS + "/terminals/1", "Authorization", "Bearer personal");

    assertThat(socket.echo("hello")).isEqualTo("hello");
    assertThat(SANDBOX.last().headers().get("Authorization")).isEqualTo("Bearer personal");
    socket.close();
  }

  @Test
  @DisplayName("B15 a foreign origin is granted nothing, reflected or not")
  void corsWhenForeignIsNotGranted() {
    RawHttp.Answer simple =
        gateway().get("/api/users/me?stub=headers", "Origin: https://evil.example");
    RawHttp.Answer preflight =
        gateway()
            .send(
                "OPTIONS",
                "/api/sessions",
                "",
                "Origin: https://evil.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: x-requested-with");

    assertThat(simple.headers()).noneMatch(header -> header[0].startsWith("access-control-"));
    assertThat(preflight.headers()).noneMatch(header -> header[0].startsWith("access-control-"));
    assertThat(WORKSPACE.seen()).noneMatch(seen -> seen.method().equals("OPTIONS"));
  }

  private static String upgrade(String origin) {
    return RawHttp.head(
        "GET " + SOCKETS + "/terminals/1 HTTP/1.1",
        "Host: localhost:8080",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        COOKIE,
        origin.isEmpty() ? "X-No-Origin: 1" : origin);
  }
}
