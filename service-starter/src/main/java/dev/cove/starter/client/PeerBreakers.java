package dev.cove.starter.client;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;

/**
 * The circuit breakers of calls between services. After a time of refusing, the first of a few
 * calls that has an outcome decides: an average over several would refuse a service that has just
 * come back.
 */
public final class PeerBreakers {

  private PeerBreakers() {}

  /** A registry that makes one for each peer by its name. */
  public static CircuitBreakerRegistry create() {
    CircuitBreakerRegistry registry =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(60)
                .waitDurationInOpenState(Duration.ofSeconds(2))
                // more than one: a slow call must not keep the others waiting
                .permittedNumberOfCallsInHalfOpenState(10)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .build());
    var _ =
        registry
            .getEventPublisher()
            .onEntryAdded(added -> firstOutcomeDecides(added.getAddedEntry()));
    return registry;
  }

  private static void firstOutcomeDecides(CircuitBreaker breaker) {
    var _ =
        breaker
            .getEventPublisher()
            .onSuccess(_ -> {
              if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
                breaker.transitionToClosedState();
              }
            })
            .onError(_ -> {
              if (breaker.getState() == CircuitBreaker.State.HALF_OPEN) {
                breaker.transitionToOpenState();
              }
            });
  }
}
