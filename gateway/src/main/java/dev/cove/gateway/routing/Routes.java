package dev.cove.gateway.routing;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;

/**
 * The whole map of the public paths, by service. What is not written here does not exist for the
 * outside, {@code /internal/**} and {@code /actuator/**} among it.
 */
@Configuration(proxyBeanMethods = false)
public class Routes {

  public static final String AUTH = "auth-service";
  public static final String WORKSPACE = "workspace-service";
  public static final String SANDBOX = "sandbox-service";
  public static final String REVIEW = "review-service";

  /** Every service that people depend on. */
  public static final List<String> SERVICES = List.of(AUTH, WORKSPACE, SANDBOX, REVIEW);

  private static final Duration TRANSFER = Duration.ofMinutes(10);

  /** The service that a routed request goes to, or null when no route took it. */
  public static @Nullable String serviceOf(ServerWebExchange exchange) {
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    if (route == null) {
      return null;
    }
    URI uri = route.getUri();
    return uri.isOpaque() ? URI.create(uri.getSchemeSpecificPart()).getHost() : uri.getHost();
  }

  @Bean
  RouteLocator publicPaths(RouteLocatorBuilder builder) {
    RouteLocatorBuilder.Builder routes = builder.routes();
    http(routes, "sessions", WORKSPACE, null, "/api/sessions", "/api/sessions/{id}");
    http(
        routes,
        "transfers",
        WORKSPACE,
        TRANSFER,
        "/api/sessions/{id}/{part:files|import|export}/**");
    http(
        routes,
        "workspace",
        WORKSPACE,
        null,
        "/api/sessions/{id}/{part:tree|folders|move|copy|batch|usage}/**",
        "/api/sessions/{id}/{part:search|history|deleted|restore|ignore}/**");
    socket(routes, "workspace-events", WORKSPACE, "/ws/sessions/{id}/events");
    // a run takes as long as its own time-out says
    http(routes, "executions", SANDBOX, Duration.ofMillis(-1), "/api/sessions/{id}/executions/**");
    http(
        routes,
        "sandbox",
        SANDBOX,
        null,
        "/api/sessions/{id}/{part:sandbox|terminals}/**",
        "/api/sandboxes/**",
        "/api/admin/sandboxes/**",
        "/api/admin/nodes/**");
    socket(
        routes,
        "sandbox-sockets",
        SANDBOX,
        "/ws/sessions/{id}/terminals/**",
        "/ws/sessions/{id}/lsp");
    http(
        routes,
        "review",
        REVIEW,
        null,
        "/api/reviews/**",
        "/api/notifications/**",
        "/api/sessions/{id}/review");
    socket(routes, "notifications", REVIEW, "/ws/notifications");
    http(
        routes,
        "auth",
        AUTH,
        null,
        "/api/auth/**",
        "/.well-known/jwks.json",
        "/api/users/**",
        "/api/admin/users/**",
        "/api/admin/audit/**");
    return routes.build();
  }

  private static void http(
      RouteLocatorBuilder.Builder routes,
      String id,
      String service,
      @Nullable Duration patience,
      String... paths) {
    routes.route(
        id,
        route -> {
          var matching = route.path(false, paths);
          if (patience != null) {
            matching.metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR, patience.toMillis());
          }
          return matching.uri("lb://" + service);
        });
  }

  private static void socket(
      RouteLocatorBuilder.Builder routes, String id, String service, String... paths) {
    routes.route(id, route -> route.path(false, paths).uri("lb:ws://" + service));
  }
}
