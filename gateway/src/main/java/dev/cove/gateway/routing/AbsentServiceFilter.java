package dev.cove.gateway.routing;

import dev.cove.gateway.problem.ProblemException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.NotFoundException;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Says which part of the platform is away, at once when that is already known. Streams (sockets and
 * server-sent events) are let past the breaker: they last, so they say nothing about it.
 */
@Component
class AbsentServiceFilter implements GlobalFilter, Ordered {

  private static final Logger log = LoggerFactory.getLogger(AbsentServiceFilter.class);

  private final ServiceBreakers breakers;

  AbsentServiceFilter(ServiceBreakers breakers) {
    this.breakers = breakers;
  }

  @Override
  public int getOrder() {
    // around the choice of the instance, the call and the writing of the answer
    return Ordered.HIGHEST_PRECEDENCE + 1000;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    String service = Routes.serviceOf(exchange);
    if (service == null) {
      return chain.filter(exchange);
    }
    Mono<Void> call =
        chain
            .filter(exchange)
            .onErrorResume(
                failure -> repeatable(exchange, failure),
                failure -> {
                  log.warn(
                      "{} hung up on a read, which is repeated: {}", service, failure.toString());
                  ServerWebExchangeUtils.reset(exchange);
                  return chain.filter(exchange);
                });
    if (!streams(exchange.getRequest())) {
      call = breakers.guard(service, exchange.getResponse(), call);
    }
    return call.onErrorMap(failure -> explain(failure, service));
  }

  /**
   * Whether a call may be made once more: it only reads and brings no body, its connection broke,
   * and nothing of an answer has been passed on. An idle connection may be closed by the service in
   * the very moment in which it is used again.
   */
  private static boolean repeatable(ServerWebExchange exchange, Throwable failure) {
    ServerHttpRequest request = exchange.getRequest();
    return request.getMethod().equals(HttpMethod.GET)
        && request.getHeaders().getContentLength() <= 0
        && !request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)
        && !exchange.getResponse().isCommitted()
        && !streams(request)
        && !ServiceBreakers.timedOut(failure)
        && !(failure instanceof ConnectException)
        && ServiceBreakers.unreachable(failure);
  }

  private static boolean streams(ServerHttpRequest request) {
    return request.getHeaders().containsHeader(HttpHeaders.UPGRADE)
        || request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
  }

  private static Throwable explain(Throwable failure, String service) {
    if (ServiceBreakers.timedOut(failure)) {
      log.warn("{} did not answer in time", service);
      return new ProblemException(
              HttpStatus.GATEWAY_TIMEOUT,
              "service-timeout",
              part(service) + " takes too long to answer. Look whether it was done, and try again.")
          .with("service", service);
    }
    if (failure instanceof NotFoundException
        || failure instanceof CallNotPermittedException
        || ServiceBreakers.unreachable(failure)) {
      log.warn("{} is away: {}", service, failure.toString());
      return new ProblemException(
              HttpStatus.SERVICE_UNAVAILABLE,
              "service-unavailable",
              part(service) + " is away for a moment. Try again in a few seconds.")
          .with("service", service)
          .header(HttpHeaders.RETRY_AFTER, "2");
    }
    return failure;
  }

  private static String part(String service) {
    return switch (service) {
      case Routes.AUTH -> "The part that signs people in (auth-service)";
      case Routes.WORKSPACE -> "The part that keeps files (workspace-service)";
      case Routes.SANDBOX -> "The part that runs code (sandbox-service)";
      case Routes.REVIEW -> "The part for reviews and notifications (review-service)";
      default -> "A part of the platform (" + service + ")";
    };
  }
}
