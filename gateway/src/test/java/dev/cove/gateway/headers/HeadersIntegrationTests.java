package dev.cove.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HeadersIntegrationTests extends GatewayTest {

  @Test
  @DisplayName("B22 headers by which a client could pose as another are replaced")
  void requestWhenSpoofedIsCleaned() {
    gateway()
        .get(
            "/api/sessions",
            "X-User-Id: 1",
            "X-Forwarded-For: 6.6.6.6",
            "x-forwarded-for: 7.7.7.7",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: https",
            "X-Forwarded-Prefix: /internal",
            "Forwarded: for=6.6.6.6",
            "X-Real-IP: 6.6.6.6",
            "X-Original-URL: /internal",
            "X-HTTP-Method-Override: DELETE",
            "Origin: https://evil.example",
            "Accept-Language: de");

    HttpHeaders seen = WORKSPACE.last().headers();
    assertThat(seen.getAll("X-Forwarded-For")).containsExactly("127.0.0.1");
    assertThat(seen.getAll("X-Forwarded-Host")).containsExactly("localhost:8080");
    assertThat(seen.getAll("X-Forwarded-Proto")).containsExactly("http");
    assertThat(seen.get("Accept-Language")).isEqualTo("de");
    assertThat(
            List.of(
                "X-User-Id",
                "X-Forwarded-Prefix",
                "Forwarded",
                "X-Real-IP",
                "X-Original-URL",
                "X-HTTP-Method-Override",
                "Origin"))
        .noneMatch(seen::contains);
  }

  @Test
  void requestWhenConnectionListsOurHeadersKeepsThem() {
    gateway()
        .exchange(
            RawHttp.head(
                "GET /api/sessions HTTP/1.1",
                "Host: localhost",
                "Connection: close, X-Forwarded-For, X-Request-Id"));

    assertThat(WORKSPACE.last().headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(WORKSPACE.last().headers().get("X-Request-Id")).isNotBlank();
  }

  @Test
  void requestIdWhenWellFormedIsKeptElseMade() {
    RawHttp.Answer kept = gateway().get("/api/sessions", "X-Request-Id: my-request.1");
    assertThat(kept.all("X-Request-Id")).containsExactly("my-request.1");
    assertThat(WORKSPACE.last().headers().getAll("X-Request-Id")).containsExactly("my-request.1");

    RawHttp.Answer made = gateway().get("/api/sessions", "X-Request-Id: <script>alert(1)</script>");
    assertThat(made.header("X-Request-Id")).matches("[0-9a-f-]{36}");

    RawHttp.Answer problem = gateway().get("/api/nothing", "X-Request-Id: my-request.2");
    assertThat(problem.body()).contains("\"traceId\":\"my-request.2\"");
  }

  @Test
  @DisplayName("B19 every answer has the security headers, errors and raw refusals too")
  void answerWhenAnythingHasSecurityHeaders() {
    List<RawHttp.Answer> answers =
        List.of(
            gateway().get("/api/sessions"),
            gateway().get("/api/users/me?stub=headers"),
            gateway().get("/api/users/me?stub=500"),
            gateway().get("/api/nothing"),
            gateway().get("/internal"),
            gateway().get("/api/status"),
            gateway().send("PUT", "/login", ""),
            gateway().exchange(RawHttp.head("GET / HTTP/1.1", "Host: x", "Bad Header: 1")),
            gateway().exchange(RawHttp.head("GET /a|b HTTP/1.1", "Host: x", "Connection: close")));

    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.status()).isGreaterThanOrEqualTo(200);
          assertThat(answer.all("X-Content-Type-Options")).containsExactly("nosniff");
          assertThat(answer.all("X-Frame-Options")).containsExactly("DENY");
          assertThat(answer.all("Referrer-Policy")).containsExactly("same-origin");
          assertThat(answer.all("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
          assertThat(answer.header("Permissions-Policy")).contains("camera=()");
          assertThat(answer.all("Content-Security-Policy"))
              .containsExactly("default-src 'none'; frame-ancestors 'none'; sandbox");
          assertThat(answer.all("Strict-Transport-Security")).isEmpty();
        });
  }

  @Test
  void answerWhenServiceSaysTooMuchIsTrimmed() {
    RawHttp.Answer answer = gateway().get("/api/sessions?stub=headers");

    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("X-Powered-By")).isEmpty();
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Request-Id")).isNotEqualTo("from-the-service");
  }

  @Test
  void answerWhenAuthServiceSetsCookiesKeepsThem() {
    assertThat(gateway().get("/api/users/me?stub=headers").header("Set-Cookie"))
        .isEqualTo("sneaky=1");
  }
}
