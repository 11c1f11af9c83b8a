package dev.cove.gateway.headers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import dev.cove.gateway.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {"cove.public-url=https://cove.example", "cove.headers.trusted-proxies=127.0.0.1"})
class HttpsIntegrationTests extends GatewayTest {

  @Test
  void answerWhenHttpsHasTransportSecurity() {
    RawHttp.Answer answer = gateway().get("/api/sessions");

    assertThat(answer.header("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000; includeSubDomains");
  }

  @Test
  void cookieWhenHttpsNeedsItsPrefix() {
    String token = Tokens.of("user-1");

    gateway().get("/api/sessions", "Cookie: cove_access=" + token);
    assertThat(WORKSPACE.last().headers().get("Authorization")).isNull();

    gateway().get("/api/sessions", "Cookie: __Host-cove_access=" + token);
    assertThat(WORKSPACE.last().headers().get("Authorization")).isEqualTo("Bearer " + token);

    gateway()
        .send(
            "POST",
            "/api/auth/refresh",
            "",
            "Cookie: __Secure-cove_refresh=secret",
            "Origin: https://cove.example");
    assertThat(AUTH.last().headers().get("Cookie")).isEqualTo("__Secure-cove_refresh=secret");
  }

  @Test
  void addressWhenOurProxySaysItIsBelievedUpToTheLastForeignOne() {
    gateway().get("/api/sessions", "X-Forwarded-For: 6.6.6.6, 198.51.100.7, 127.0.0.1");
    assertThat(WORKSPACE.last().headers().get("X-Forwarded-For")).isEqualTo("198.51.100.7");

    gateway().get("/api/sessions", "X-Forwarded-For: nonsense");
    assertThat(WORKSPACE.last().headers().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(WORKSPACE.last().headers().get("X-Forwarded-Host")).isEqualTo("cove.example");
  }
}
