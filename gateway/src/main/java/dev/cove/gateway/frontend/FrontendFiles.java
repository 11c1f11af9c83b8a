package dev.cove.gateway.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The export's files by the path that asks for them, listed once at the start: a path that is not
 * in the list is not read, so there is nothing to traverse.
 */
@Component
class FrontendFiles {

  private static final Logger log = LoggerFactory.getLogger(FrontendFiles.class);

  private static final String PAGE = ".html";
  private static final String IMMUTABLE = "public, max-age=31536000, immutable";

  /** The export has one placeholder page for each of these, whatever the id. */
  private static final Pattern DYNAMIC =
      Pattern.compile("(sessions|reviews|people)/([^/]+?)(\\.txt|/(__next\\.[^/]*))?");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=UTF-8"),
          Map.entry("js", "text/javascript;charset=UTF-8"),
          Map.entry("css", "text/css;charset=UTF-8"),
          // the router's payloads
          Map.entry("txt", "text/x-component;charset=UTF-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("woff", "font/woff"),
          Map.entry("ttf", "font/ttf"),
          Map.entry("wasm", "application/wasm"));

  private final Map<String, FrontendFile> files;

  FrontendFiles(FrontendProperties properties, JsonMapper json) {
    Path root = Path.of(properties.dir());
    if (properties.dir().isBlank() || !Files.isDirectory(root)) {
      log.warn("No front end is served: cove.frontend.dir is '{}'", properties.dir());
      this.files = Map.of();
      return;
    }
    this.files = list(root.toAbsolutePath().normalize(), json);
    log.info("Serving {} files of the front end from {}", files.size(), root);
  }

  /** The file for a decoded path with its leading slash, or null. */
  @Nullable FrontendFile find(String path) {
    String name = path.substring(1);
    if (name.isEmpty()) {
      name = "index";
    }
    FrontendFile exact = files.get(name);
    if (exact != null) {
      return exact;
    }
    FrontendFile page = files.get(name + PAGE);
    if (page != null) {
      return page;
    }
    Matcher dynamic = DYNAMIC.matcher(name);
    if (!dynamic.matches()) {
      return null;
    }
    String root = dynamic.group(1);
    if (dynamic.group(3) == null) {
      return files.get(root + "/_" + PAGE);
    }
    return dynamic.group(4) == null
        ? files.get(root + "/_.txt")
        : files.get(root + "/_/" + dynamic.group(4));
  }

  /** The page that says there is nothing here, or null when the export has none. */
  @Nullable FrontendFile notFoundPage() {
    return files.get("404" + PAGE);
  }

  private static Map<String, FrontendFile> list(Path root, JsonMapper json) {
    try (Stream<Path> walk = Files.walk(root)) {
      PagePolicies policies = PagePolicies.read(root, json);
      List<Path> found = walk.filter(Files::isRegularFile).toList();
      Set<Path> known = Set.copyOf(found);
      Map<String, FrontendFile> files = new HashMap<>();
      for (Path file : found) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".gz") || name.endsWith(".br") || name.equals(PagePolicies.FILE)) {
          continue;
        }
        Path compressed = file.resolveSibling(file.getFileName() + ".gz");
        files.put(
            name, describe(name, file, known.contains(compressed) ? compressed : null, policies));
      }
      return Map.copyOf(files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FrontendFile describe(
      String name, Path file, @Nullable Path compressed, PagePolicies policies) throws IOException {
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return new FrontendFile(
        file,
        Files.size(file),
        compressed,
        compressed == null ? 0 : Files.size(compressed),
        etag(file),
        MediaType.parseMediaType(TYPES.getOrDefault(extension, "application/octet-stream")),
        name.startsWith("_next/static/") ? IMMUTABLE : "no-cache",
        policies.of(name));
  }

  private static String etag(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return '"' + HexFormat.of().formatHex(hash, 0, 16) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
