package dev.cove.gateway.routing;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

/**
 * One circuit breaker a service. It counts only what says that the service cannot be reached or
 * does not answer in time; a service that answers, even with an error, is there. After a time of
 * refusing, the first of a few calls that has an outcome decides: an average over several would
 * send people away from a service that has just come back.
 */
@Component
public class ServiceBreakers {

  /** Calls that try a service again at a time; a slow one must not keep the others waiting. */
  private static final int PROBES = 10;

  private final CircuitBreakerRegistry registry;

  ServiceBreakers(MeterRegistry meters, RoutingProperties properties) {
    this.registry =
        CircuitBreakerRegistry.of(
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(properties.breakerMinimumCalls())
                .failureRateThreshold(50)
                .waitDurationInOpenState(properties.breakerOpenFor())
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .maxWaitDurationInHalfOpenState(Duration.ofSeconds(30))
                .recordException(ServiceBreakers::unreachable)
                .build());
    Routes.SERVICES.forEach(registry::circuitBreaker);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
  }

  CircuitBreaker of(String service) {
    return registry.circuitBreaker(service);
  }

  /**
   * Makes a call unless the service is known to be away, and learns from how it goes. What it came
   * to is known as soon as an answer begins, and before anybody may act upon that answer.
   *
   * @throws CallNotPermittedException as the call's error when it is not made
   */
  Mono<Void> guard(String service, ServerHttpResponse response, Mono<Void> call) {
    return Mono.defer(() -> {
      CircuitBreaker breaker = of(service);
      breaker.acquirePermission();
      long began = breaker.getCurrentTimestamp();
      AtomicBoolean known = new AtomicBoolean();
      Runnable answered =
          () -> {
            if (known.compareAndSet(false, true)) {
              breaker.onSuccess(since(breaker, began), breaker.getTimestampUnit());
              decide(breaker, CircuitBreaker.State.CLOSED);
            }
          };
      response.beforeCommit(() -> Mono.fromRunnable(answered));
      return call.doOnError(
              failure -> {
                if (known.compareAndSet(false, true)) {
                  breaker.onError(since(breaker, began), breaker.getTimestampUnit(), failure);
                  decide(
                      breaker,
                      unreachable(failure)
                          ? CircuitBreaker.State.OPEN
                          : CircuitBreaker.State.CLOSED);
                }
              })
          .doOnSuccess(_ -> answered.run())
          .doOnCancel(() -> {
            if (known.compareAndSet(false, true)) {
              breaker.releasePermission();
            }
          });
    });
  }

  private static long since(CircuitBreaker breaker, long began) {
    return breaker.getCurrentTimestamp() - began;
  }

  private static void decide(CircuitBreaker breaker, CircuitBreaker.State outcome) {
    if (breaker.getState() != CircuitBreaker.State.HALF_OPEN) {
      return;
    }
    if (outcome == CircuitBreaker.State.CLOSED) {
      breaker.transitionToClosedState();
    } else {
      breaker.transitionToOpenState();
    }
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
