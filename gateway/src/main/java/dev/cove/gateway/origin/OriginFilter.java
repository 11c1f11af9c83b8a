package dev.cove.gateway.origin;

import dev.cove.gateway.FilterOrder;
import dev.cove.gateway.problem.ProblemException;
import dev.cove.gateway.sessioncookie.SessionCookies;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A cookie travels by itself, so a request that relies on one must show that our own page made it:
 * a header that no foreign form can send, or our Origin. A socket has only the Origin.
 */
@Component
@Order(FilterOrder.ORIGIN)
class OriginFilter implements WebFilter {

  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private final PublicOrigin publicOrigin;
  private final SessionCookies cookies;

  OriginFilter(PublicOrigin publicOrigin, SessionCookies cookies) {
    this.publicOrigin = publicOrigin;
    this.cookies = cookies;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!cookies.reliedOn(request)) {
      return chain.filter(exchange);
    }
    String origin = request.getHeaders().getOrigin();
    if ("websocket".equalsIgnoreCase(request.getHeaders().getFirst(HttpHeaders.UPGRADE))) {
      return publicOrigin.allows(origin)
          ? chain.filter(exchange)
          : Mono.error(
              new ProblemException(
                  HttpStatus.FORBIDDEN,
                  "origin",
                  "A socket with a browser's sign-in opens only from this platform's own pages."));
    }
    boolean reads = READS.contains(request.getMethod());
    boolean ours =
        publicOrigin.allows(origin)
            || "cove".equals(request.getHeaders().getFirst("X-Requested-With"));
    return reads || ours
        ? chain.filter(exchange)
        : Mono.error(
            new ProblemException(
                HttpStatus.FORBIDDEN,
                "csrf",
                "A change with a browser's sign-in needs the header X-Requested-With: cove, and"
                    + " must come from this platform's own pages."));
  }
}
