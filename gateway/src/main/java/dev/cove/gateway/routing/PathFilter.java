package dev.cove.gateway.routing;

import dev.cove.gateway.FilterOrder;
import dev.cove.gateway.problem.ProblemException;
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

/** Refuses paths and methods that no honest client sends, before anything else looks at them. */
@Component
@Order(FilterOrder.PATH)
class PathFilter implements WebFilter {

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final ManagementPort managementPort;

  PathFilter(ManagementPort managementPort) {
    this.managementPort = managementPort;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (managementPort.took(request)) {
      return request.getURI().getRawPath().startsWith("/actuator")
          ? chain.filter(exchange)
          : Mono.error(ProblemException.notFound());
    }
    if (!METHODS.contains(request.getMethod())) {
      return Mono.error(
          new ProblemException(
              HttpStatus.METHOD_NOT_ALLOWED,
              "method-not-allowed",
              "This platform does not know this method."));
    }
    String path = request.getURI().getRawPath();
    return switch (RequestPath.judge(path)) {
      case NOT_FOUND -> Mono.error(ProblemException.notFound());
      case INVALID_NAME ->
          Mono.error(
              new ProblemException(
                  HttpStatus.BAD_REQUEST,
                  "invalid-path",
                  "A path is relative, its names are separated by one slash each, none of them is"
                      + " . or .., and none holds control characters."));
      case PASS -> upgradeFits(request, path) ? chain.filter(exchange) : upgradeRequired(path);
    };
  }

  private static boolean upgradeFits(ServerHttpRequest request, String path) {
    boolean upgrade =
        "websocket".equalsIgnoreCase(request.getHeaders().getFirst(HttpHeaders.UPGRADE));
    return upgrade == path.startsWith("/ws/");
  }

  private static Mono<Void> upgradeRequired(String path) {
    return path.startsWith("/ws/")
        ? Mono.error(
            new ProblemException(
                    HttpStatus.UPGRADE_REQUIRED, "upgrade-required", "Open this as a WebSocket.")
                .header(HttpHeaders.UPGRADE, "websocket"))
        : Mono.error(ProblemException.notFound());
  }
}
