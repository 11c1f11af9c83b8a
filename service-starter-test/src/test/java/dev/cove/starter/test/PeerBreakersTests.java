package dev.cove.starter.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.client.PeerBreakers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerBreakersTests {

  private final CircuitBreaker breaker = PeerBreakers.create().circuitBreaker("a-peer");

  @BeforeEach
  void wasAwayAndIsTriedAgain() {
    for (int i = 0; i < 10; i++) {
      breaker.acquirePermission();
      fail();
    }
    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    breaker.transitionToHalfOpenState();
  }

  @Test
  void successWhenTriedAgainEndsTheAbsenceThoughOthersFailAfterIt() {
    breaker.acquirePermission();
    breaker.acquirePermission();
    breaker.acquirePermission();
    breaker.onSuccess(1, TimeUnit.MILLISECONDS);
    fail();
    fail();

    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void errorWhenTriedAgainGoesOnWithTheAbsence() {
    breaker.acquirePermission();
    fail();

    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
  }

  private void fail() {
    breaker.onError(1, TimeUnit.MILLISECONDS, new IOException("away"));
  }
}
