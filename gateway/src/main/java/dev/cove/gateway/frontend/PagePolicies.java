package dev.cove.gateway.frontend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Content-Security-Policy of each page: only our own scripts, and of inline ones only those
 * whose hashes the build has written to {@code csp.json}.
 */
final class PagePolicies {

  static final String FILE = "csp.json";

  private static final Pattern HASH = Pattern.compile("sha(256|384|512)-[A-Za-z0-9+/]+={0,2}");

  private final Map<String, List<String>> hashes;

  private PagePolicies(Map<String, List<String>> hashes) {
    this.hashes = hashes;
  }

  static PagePolicies read(Path root, JsonMapper json) throws IOException {
    Path file = root.resolve(FILE);
    if (!Files.exists(file)) {
      return new PagePolicies(Map.of());
    }
    Map<String, List<String>> hashes =
        json.readValue(Files.readAllBytes(file), new TypeReference<Map<String, List<String>>>() {});
    hashes.values().stream()
        .flatMap(List::stream)
        .filter(hash -> !HASH.matcher(hash).matches())
        .findAny()
        .ifPresent(hash -> {
          throw new IllegalStateException(FILE + " holds what is no hash: " + hash);
        });
    return new PagePolicies(hashes);
  }

  /** The policy of the file with this name within the export. */
  String of(String name) {
    StringBuilder scripts = new StringBuilder("'self'");
    hashes.getOrDefault(name, List.of()).forEach(hash -> scripts.append(" '" + hash + "'"));
    return "default-src 'self'; script-src "
        + scripts
        + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
        + " connect-src 'self'; worker-src 'self'; object-src 'none'; base-uri 'none';"
        + " frame-ancestors 'none'; form-action 'self'";
  }
}
