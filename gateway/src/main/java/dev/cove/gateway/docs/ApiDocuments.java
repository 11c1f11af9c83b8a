package dev.cove.gateway.docs;

import dev.cove.gateway.routing.Routes;
import java.util.List;
import java.util.Map;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /v3/api-docs/{service}}: a service's own document, with the platform's origin in place of
 * the service's inner address.
 */
@Configuration(proxyBeanMethods = false)
class ApiDocuments {

  @Bean
  RouteLocator apiDocumentRoutes(RouteLocatorBuilder builder, JsonMapper json) {
    RouteLocatorBuilder.Builder routes = builder.routes();
    for (String service : Routes.SERVICES) {
      routes.route(
          "api-docs-" + service,
          route ->
              route
                  .path(false, "/v3/api-docs/" + service)
                  .filters(filters ->
                      filters
                          .setPath("/v3/api-docs")
                          .modifyResponseBody(
                              String.class,
                              String.class,
                              (_, body) ->
                                  body == null
                                      ? Mono.empty()
                                      : Mono.just(withPublicServer(json, body))))
                  .uri("lb://" + service));
    }
    return routes.build();
  }

  private static String withPublicServer(JsonMapper json, String body) {
    JsonNode document = json.readTree(body);
    if (document instanceof ObjectNode root && root.has("openapi")) {
      root.set("servers", json.valueToTree(List.of(Map.of("url", "/"))));
    }
    return json.writeValueAsString(document);
  }
}
