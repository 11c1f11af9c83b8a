package dev.cove.gateway.headers;

import dev.cove.gateway.origin.PublicOrigin;
import dev.cove.gateway.problem.RequestId;
import dev.cove.gateway.routing.Routes;
import dev.cove.gateway.sessioncookie.SessionCookies;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service gets to see of a request, over HTTP and WebSockets alike. Runs after the
 * hop-by-hop filter: a client that lists our headers in {@code Connection} cannot take them away.
 */
@Component
class BackendRequestHeaders implements HttpHeadersFilter, Ordered {

  private static final Set<String> REMOVED =
      Set.of(
          "cookie",
          "origin",
          "forwarded",
          "via",
          "x-real-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "true-client-ip",
          "x-original-url",
          "x-rewrite-url",
          "x-http-method",
          "x-http-method-override",
          "x-method-override",
          "x-request-id",
          "proxy-connection");

  private final ClientAddress clientAddress;
  private final SessionCookies cookies;
  private final PublicOrigin origin;

  BackendRequestHeaders(ClientAddress clientAddress, SessionCookies cookies, PublicOrigin origin) {
    this.clientAddress = clientAddress;
    this.cookies = cookies;
    this.origin = origin;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    HttpHeaders headers = new HttpHeaders();
    input.headerSet().stream()
        .filter(entry -> passes(entry.getKey().toLowerCase(Locale.ROOT)))
        .forEach(entry -> headers.addAll(entry.getKey(), entry.getValue()));
    String authorization = cookies.authorization(exchange);
    if (authorization != null) {
      headers.set(HttpHeaders.AUTHORIZATION, authorization);
    }
    String refresh = cookies.refreshCookie(exchange);
    if (refresh != null && Routes.AUTH.equals(Routes.serviceOf(exchange))) {
      headers.set(HttpHeaders.COOKIE, refresh);
    }
    headers.set(RequestId.HEADER, RequestId.of(exchange));
    headers.set("X-Forwarded-For", clientAddress.of(exchange.getRequest()));
    headers.set("X-Forwarded-Proto", origin.scheme());
    headers.set("X-Forwarded-Host", origin.authority());
    return headers;
  }

  private static boolean passes(String name) {
    return !REMOVED.contains(name)
        && !name.startsWith("x-forwarded")
        && !name.startsWith("x-user")
        && !name.startsWith("x-auth")
        && !name.startsWith("x-cove-");
  }
}
