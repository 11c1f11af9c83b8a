package dev.cove.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;

/**
 * One circuit breaker a service. It counts only what says that the service cannot be reached or
 * does not answer in time; a service that answers, even with an error, is there.
 */
@Component
public class ServiceBreakers {

  private final CircuitBreakerRegistry registry;

  ServiceBreakers(MeterRegistry meters, RoutingProperties properties) {
    this.registry =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(properties.breakerMinimumCalls())
                .failureRateThreshold(50)
                .waitDurationInOpenState(properties.breakerOpenFor())
                .permittedNumberOfCallsInHalfOpenState(3)
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(30))
                .recordException(ServiceBreakers::unreachable)
                .build());
    Routes.SERVICES.forEach(registry::circuitBreaker);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
  }

  CircuitBreaker of(String service) {
    return registry.circuitBreaker(service);
  }

  /** Whether calls to this service are being refused at the moment. */
  public boolean open(String service) {
    return of(service).getState() == CircuitBreaker.State.OPEN;
  }

  static boolean unreachable(Throwable failure) {
    return timedOut(failure)
        || (failure instanceof IOException && !(failure instanceof AbortedException));
  }

  static boolean timedOut(Throwable failure) {
    return failure instanceof ResponseStatusException answer
        && answer.getStatusCode().value() == HttpStatus.GATEWAY_TIMEOUT.value();
  }
}
