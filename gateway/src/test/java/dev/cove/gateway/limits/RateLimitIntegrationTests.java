package dev.cove.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import dev.cove.gateway.testing.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "cove.limits.rate.user-burst=5",
      "cove.limits.rate.user-per-second=1",
      "cove.limits.rate.address-burst=40",
      "cove.limits.rate.address-per-second=1",
      "cove.limits.header-time=300ms",
      "cove.limits.read-gap=300ms"
    })
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_EACH_TEST_METHOD)
class RateLimitIntegrationTests extends GatewayTest {

  @Test
  void requestsWhenTooManyOfOneUserAreRefusedWithTheTimeToWait() {
    String alice = "Authorization: Bearer " + Tokens.of("alice");

    assertThat(gateway().get("/api/sessions", alice).header("RateLimit-Remaining")).isEqualTo("4");
    RawHttp.Answer refused = gateway().get("/api/sessions", alice);
    for (int i = 0; i < 10 && refused.status() != 429; i++) {
      refused = gateway().get("/api/sessions", alice);
    }

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("\"code\":\"too-many-requests\"");
    assertThat(refused.header("Retry-After")).isEqualTo("1");
    assertThat(refused.header("RateLimit-Limit")).isEqualTo("5");
    assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    assertThat(refused.header("RateLimit-Reset")).matches("\\d+");
    assertThat(gateway().get("/api/sessions", "Authorization: Bearer " + Tokens.of("bob")).status())
        .as("another user at the same address")
        .isEqualTo(200);
    assertThat(gateway().get("/login").status()).as("the front end").isEqualTo(200);
  }

  @Test
  @DisplayName("B22 invented users and addresses are held by the true address")
  void requestsWhenIdentityRotatesAreStillCounted() {
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      RawHttp.Answer answer =
          gateway()
              .get(
                  "/api/sessions",
                  "Authorization: Bearer " + Tokens.of("invented-" + i),
                  "X-Forwarded-For: 10.0.0." + i,
                  "X-Real-IP: 10.0.0." + i,
                  "Forwarded: for=10.0.0." + i);
      refused += answer.status() == 429 ? 1 : 0;
    }

    assertThat(refused).isPositive();
  }

  @Test
  @DisplayName("B23 a head that does not end, and a body that stops, are cut off")
  void connectionWhenSlowIsClosed() throws IOException {
    assertThat(readToEnd("GET /api/sessions HTTP/1.1\r\nHost: x\r\nX-Slow: "))
        .as("half a head")
        .isEmpty();
    assertThat(
            readToEnd(
                RawHttp.head("POST /api/sessions HTTP/1.1", "Host: x", "Content-Length: 100")
                    + "half a body"))
        .as("half a body")
        .doesNotContain("200 OK");
  }

  private String readToEnd(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
