package dev.cove.gateway.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.RawHttp;
import dev.cove.gateway.testing.StubService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "eureka.client.enabled=false",
      "management.server.port=0",
      "spring.cloud.gateway.server.webflux.httpclient.response-timeout=500ms",
      "cove.routing.breaker-minimum-calls=4",
      "cove.routing.breaker-open-for=1h"
    })
class AbsentServiceIntegrationTests {

  private static final String SESSION = "/api/sessions/0197d9a2-0000-7000-8000-000000000001";

  private static final StubService SERVICE = new StubService("a service");

  @LocalServerPort private int port;
  @Autowired private ServiceBreakers breakers;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) throws IOException {
    int refusing;
    try (ServerSocket freed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refusing = freed.getLocalPort();
    }
    for (String service : Routes.SERVICES) {
      int target = service.equals(Routes.SANDBOX) ? refusing : SERVICE.port();
      registry.add(
          "spring.cloud.discovery.client.simple.instances." + service + "[0].uri",
          () -> "http://127.0.0.1:" + target);
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
    RawHttp.Answer answer = gateway().get("/api/notifications?stub=slow");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.body())
        .contains("\"code\":\"service-timeout\"")
        .contains("\"service\":\"review-service\"");
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

  @Test
  void callWhenClientBreaksOffKeepsTheBreakerClosed() throws IOException {
    for (int i = 0; i < 8; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        String head =
            RawHttp.head(
                "PUT " + SESSION + "/files/a HTTP/1.1", "Host: x", "Content-Length: 90000");
        socket.getOutputStream().write((head + "x".repeat(40_000)).getBytes(US_ASCII));
        socket.setSoLinger(true, 0);
      }
      assertThat(gateway().get(SESSION + "/tree").status()).isEqualTo(200);
    }

    assertThat(breakers.of("workspace-service").getMetrics().getNumberOfFailedCalls()).isZero();
  }

  private RawHttp gateway() {
    return new RawHttp(port);
  }
}
