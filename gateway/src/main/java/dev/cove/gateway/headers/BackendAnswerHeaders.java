package dev.cove.gateway.headers;

import dev.cove.gateway.routing.Routes;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * What of a service's answer leaves the platform: no product names, no CORS grants, and cookies
 * only from auth-service.
 */
@Component
class BackendAnswerHeaders implements HttpHeadersFilter, Ordered {

  private static final Set<String> REMOVED =
      Set.of("server", "via", "x-powered-by", "x-xss-protection", "pragma");

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.RESPONSE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    boolean maySetCookies = Routes.AUTH.equals(Routes.serviceOf(exchange));
    HttpHeaders headers = new HttpHeaders();
    input.headerSet().stream()
        .filter(entry -> passes(entry.getKey().toLowerCase(Locale.ROOT), maySetCookies))
        .forEach(entry -> headers.addAll(entry.getKey(), entry.getValue()));
    if (!headers.containsHeader(HttpHeaders.CACHE_CONTROL)) {
      headers.setCacheControl("no-store");
    }
    return headers;
  }

  private static boolean passes(String name, boolean maySetCookies) {
    return !REMOVED.contains(name)
        && !name.startsWith("access-control-")
        && (maySetCookies || !name.startsWith("set-cookie"));
  }
}
