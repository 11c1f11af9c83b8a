package dev.cove.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.gateway.testing.RawHttp;
import dev.cove.gateway.testing.StubService;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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
      "spring.cloud.gateway.server.webflux.httpclient.response-timeout=2s",
      "cove.routing.breaker-minimum-calls=4",
      "cove.routing.breaker-open-for=200ms"
    })
class ReturningServiceIntegrationTests {

  private static final String OK = "/api/reviews";
  private static final String CUT = "/api/reviews?stub=cut";
  private static final String SLOW = "/api/reviews?stub=slow";

  private static final StubService SERVICE = new StubService("a service");

  @LocalServerPort private int port;
  @Autowired private ServiceBreakers breakers;

  @DynamicPropertySource
  static void services(DynamicPropertyRegistry registry) {
    for (String service : Routes.SERVICES) {
      registry.add(
          "spring.cloud.discovery.client.simple.instances." + service + "[0].uri",
          () -> "http://127.0.0.1:" + SERVICE.port());
    }
  }

  @Test
  void firstAnswerAfterAnAbsenceEndsItForEverybody() {
    awayAndTriedAgain();

    assertThat(get(OK)).isEqualTo(200);
    assertThat(state()).isEqualTo(State.CLOSED);
    assertThat(get(CUT)).isEqualTo(503);
    assertThat(get(CUT)).isEqualTo(503);
    assertThat(get(OK)).isEqualTo(200);
  }

  @Test
  void firstFailureAfterAnAbsenceGoesOnWithIt() {
    awayAndTriedAgain();

    assertThat(get(CUT)).isEqualTo(503);
    assertThat(state()).isEqualTo(State.OPEN);
    await().pollDelay(Duration.ofMillis(250)).until(() -> get(OK) == 200);
    assertThat(state()).isEqualTo(State.CLOSED);
  }

  @Test
  void slowCallAfterAnAbsenceKeepsNobodyWaiting() {
    awayAndTriedAgain();

    CompletableFuture<Integer> slow = CompletableFuture.supplyAsync(() -> get(SLOW));
    await().until(() -> state() == State.HALF_OPEN);
    assertThat(get(OK)).isEqualTo(200);
    assertThat(slow).isNotDone();
    assertThat(state()).isEqualTo(State.CLOSED);
    assertThat(slow.join()).isEqualTo(504);
  }

  /** Leaves the service as one that was away and may be asked again. */
  private void awayAndTriedAgain() {
    breakers.of(Routes.REVIEW).reset();
    for (int i = 0; i < 4; i++) {
      assertThat(get(CUT)).isEqualTo(503);
    }
    assertThat(state()).isEqualTo(State.OPEN);
    await().pollDelay(Duration.ofMillis(250)).until(() -> true);
  }

  private State state() {
    return breakers.of(Routes.REVIEW).getState();
  }

  private int get(String path) {
    return new RawHttp(port).get(path).status();
  }
}
