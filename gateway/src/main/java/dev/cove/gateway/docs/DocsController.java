package dev.cove.gateway.docs;

import dev.cove.gateway.headers.AnswerHeadersFilter;
import dev.cove.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/**
 * {@code /docs}: Swagger UI over all services' documents, from files of ours only and without any
 * inline script.
 */
@RestController
class DocsController {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=UTF-8");
  private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=UTF-8");

  private record Asset(Resource resource, MediaType type) {}

  private final Resource page = new ClassPathResource("docs/index.html");
  private final Map<String, Asset> assets;

  DocsController() throws java.io.IOException {
    assets =
        Map.of(
            "swagger-ui-standalone-preset.js",
                new Asset(fromWebjar("swagger-ui-standalone-preset.js"), SCRIPT),
            "start.js", new Asset(new ClassPathResource("docs/start.js"), SCRIPT),
            "swagger-ui.css", new Asset(fromWebjar("swagger-ui.css"), STYLE),
            "swagger-ui-bundle.js", new Asset(fromWebjar("swagger-ui-bundle.js"), SCRIPT));
  }

  @GetMapping("/docs")
  ResponseEntity<Resource> page(ServerWebExchange exchange) {
    AnswerHeadersFilter.policy(exchange, POLICY);
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .cacheControl(CacheControl.noCache())
        .body(page);
  }

  @GetMapping("/docs/{name}")
  ResponseEntity<Resource> asset(@PathVariable String name, ServerWebExchange exchange) {
    Asset asset = assets.get(name);
    if (asset == null) {
      throw ProblemException.notFound();
    }
    AnswerHeadersFilter.policy(exchange, POLICY);
    return ResponseEntity.ok()
        .contentType(asset.type())
        .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
        .body(asset.resource());
  }

  private static Resource fromWebjar(String name) throws java.io.IOException {
    Resource[] found =
        new PathMatchingResourcePatternResolver()
            .getResources("classpath*:META-INF/resources/webjars/swagger-ui/*/" + name);
    if (found.length != 1) {
      throw new IllegalStateException("expected one " + name + ", found " + found.length);
    }
    return found[0];
  }
}
