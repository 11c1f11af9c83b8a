package dev.cove.gateway.headers;

import dev.cove.gateway.FilterOrder;
import dev.cove.gateway.problem.RequestId;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Writes the security headers and the request's id last of all, so that neither a service nor an
 * error page can say otherwise. A page's own policy is given with {@link #policy}.
 */
@Component
@Order(FilterOrder.ANSWER_HEADERS)
public class AnswerHeadersFilter implements WebFilter {

  private static final String POLICY = AnswerHeadersFilter.class.getName() + ".policy";

  private final AnswerHeaders answerHeaders;

  AnswerHeadersFilter(AnswerHeaders answerHeaders) {
    this.answerHeaders = answerHeaders;
  }

  /** Replaces the policy for data by one for a page that may load things. */
  public static void policy(ServerWebExchange exchange, String policy) {
    exchange.getAttributes().put(POLICY, policy);
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange
        .getResponse()
        .beforeCommit(() -> {
          HttpHeaders headers = exchange.getResponse().getHeaders();
          answerHeaders.applyTo(
              headers, exchange.getAttributeOrDefault(POLICY, AnswerHeaders.DATA_POLICY));
          headers.set(RequestId.HEADER, RequestId.of(exchange));
          return Mono.empty();
        });
    return chain.filter(exchange);
  }
}
