package dev.cove.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"eureka.client.enabled=false", "management.server.port=0"})
class NoInstanceIntegrationTests {

  @LocalServerPort private int port;

  @Test
  void callWhenNobodyIsRegisteredNamesThePart() {
    RawHttp.Answer answer = new RawHttp(port).get("/api/reviews");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .contains("\"code\":\"service-unavailable\"")
        .contains("\"service\":\"review-service\"");
  }

  @Test
  void statusWhenNobodyIsRegisteredIsDown() {
    assertThat(new RawHttp(port).get("/api/status").body())
        .contains("\"status\":\"DOWN\"")
        .contains("\"auth-service\":\"DOWN\"");
  }

  @Test
  void frontendWhenThereIsNoneIsAProblem() {
    RawHttp.Answer answer = new RawHttp(port).get("/");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).contains("\"code\":\"not-found\"");
  }
}
