package dev.cove.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
    properties = {
      "spring.cloud.gateway.server.webflux.httpclient.response-timeout=300ms",
      "cove.routing.breaker-minimum-calls=4",
      "cove.routing.breaker-open-for=1h"
    })
class AbsentServiceIntegrationTests extends GatewayTest {

  @Autowired private ServiceBreakers breakers;

  @DynamicPropertySource
  static void sandboxRefuses(DynamicPropertyRegistry registry) throws IOException {
    try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = freed.getLocalPort();
      registry.add(
          "spring.cloud.discovery.client.simple.instances.sandbox-service[0].uri",
          () -> "http://127.0.0.1:" + port);
    }
  }

  @Test
  void callWhenServiceRefusesConnectionsNamesItAndThenOpensTheBreaker() {
    for (int i = 0; i < 6; i++) {
      RawHttp.Answer answer = gateway().get(SESSION + "/sandbox");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.header("Retry-After")).isEqualTo("2");
      assertThat(answer.body())
          .contains("\"code\":\"service-unavailable\"")
          .contains("\"service\":\"sandbox-service\"")
          .contains("The part that runs code");
    }

    assertThat(breakers.open("sandbox-service")).isTrue();
    assertThat(breakers.open("workspace-service")).isFalse();
    assertThat(gateway().get("/api/status").body())
        .contains("\"status\":\"DEGRADED\"")
        .contains("\"sandbox-service\":\"DOWN\"")
        .contains("\"workspace-service\":\"UP\"");
  }

  @Test
  void callWhenServiceIsSlowTimesOut() {
    RawHttp.Answer answer = gateway().get(SESSION + "/tree?stub=slow");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body())
        .contains("\"code\":\"service-timeout\"")
        .contains("\"service\":\"workspace-service\"");
  }

  @Test
  void callWhenServiceHangsUpIsUnavailable() {
    RawHttp.Answer answer = gateway().get("/api/reviews?stub=cut");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("\"service\":\"review-service\"");
  }

  @Test
  void callWhenServiceAnswersAnErrorPassesItAndKeepsTheBreakerClosed() {
    for (int i = 0; i < 8; i++) {
      assertThat(gateway().get("/api/users/me?stub=500").status()).isEqualTo(500);
    }

    assertThat(breakers.open("auth-service")).isFalse();
  }
}
