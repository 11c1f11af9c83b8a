package dev.cove.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cove.gateway.FilterOrder;
import dev.cove.gateway.headers.ClientAddress;
import dev.cove.gateway.problem.ProblemException;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts requests a user, and, more generously, an address. The user is read from a token that
 * nobody has checked yet, so it only tells callers apart; who invents users is still held by the
 * address. Files of the front end are not counted.
 */
@Component
@Order(FilterOrder.RATE)
class RateLimitFilter implements WebFilter {

  private static final int REMEMBERED = 50_000;

  private final LimitProperties.Rate limits;
  private final CallerKey callerKey;
  private final ClientAddress clientAddress;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(REMEMBERED)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build();

  RateLimitFilter(LimitProperties properties, CallerKey callerKey, ClientAddress clientAddress) {
    this.limits = properties.rate();
    this.callerKey = callerKey;
    this.clientAddress = clientAddress;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    String path = exchange.getRequest().getURI().getRawPath();
    if (!limits.enabled() || !(path.startsWith("/api/") || path.startsWith("/ws/"))) {
      return chain.filter(exchange);
    }
    String address = CallerKey.network(clientAddress.of(exchange.getRequest()));
    ConsumptionProbe everybody =
        take("address " + address, limits.addressBurst(), limits.addressPerSecond());
    if (!everybody.isConsumed()) {
      return refuse(exchange, everybody, limits.addressBurst());
    }
    ConsumptionProbe caller =
        take(
            callerKey.of(exchange.getRequest(), address),
            limits.userBurst(),
            limits.userPerSecond());
    if (!caller.isConsumed()) {
      return refuse(exchange, caller, limits.userBurst());
    }
    exchange
        .getResponse()
        .beforeCommit(() -> {
          HttpHeaders headers = exchange.getResponse().getHeaders();
          // a service's own, tighter limit speaks first
          if (!headers.containsHeader("RateLimit-Limit")) {
            describe(headers, caller, limits.userBurst());
          }
          return Mono.empty();
        });
    return chain.filter(exchange);
  }

  private ConsumptionProbe take(String key, long burst, long perSecond) {
    Bucket bucket =
        buckets.get(
            key,
            _ ->
                Bucket.builder()
                    .addLimit(limit ->
                        limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build());
    return bucket.tryConsumeAndReturnRemaining(1);
  }

  private static Mono<Void> refuse(ServerWebExchange exchange, ConsumptionProbe probe, long burst) {
    long seconds = seconds(probe.getNanosToWaitForRefill());
    exchange
        .getResponse()
        .beforeCommit(() -> {
          describe(exchange.getResponse().getHeaders(), probe, burst);
          return Mono.empty();
        });
    return Mono.error(
        new ProblemException(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-requests",
                "Too many requests in a short time. Wait " + seconds + " s and try again.")
            .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
  }

  private static void describe(HttpHeaders headers, ConsumptionProbe probe, long burst) {
    headers.set("RateLimit-Limit", Long.toString(burst));
    headers.set("RateLimit-Remaining", Long.toString(probe.getRemainingTokens()));
    headers.set("RateLimit-Reset", Long.toString(seconds(probe.getNanosToWaitForReset())));
  }

  private static long seconds(long nanos) {
    return Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds());
  }
}
