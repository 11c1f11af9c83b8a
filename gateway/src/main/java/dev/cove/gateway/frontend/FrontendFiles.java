package dev.cove.gateway.frontend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * The export's files by the path that asks for them. They are listed at the start, and again when a
 * build has written its last file, {@code csp.json}: a path that is not in the list is not read, so
 * there is nothing to traverse.
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

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final @Nullable Path root;
  private final JsonMapper json;
  private final AtomicLong looked = new AtomicLong(System.nanoTime());
  private volatile FileTime built = FileTime.fromMillis(0);
  private volatile Map<String, FrontendFile> files = Map.of();

  FrontendFiles(FrontendProperties properties, JsonMapper json) {
    this.json = json;
    this.root =
        properties.dir().isBlank() ? null : Path.of(properties.dir()).toAbsolutePath().normalize();
    if (root == null || !Files.isDirectory(root)) {
      log.warn("There is no front end to serve: cove.frontend.dir is '{}'", properties.dir());
    } else {
      list(root);
    }
  }

  /** The file for a decoded path with its leading slash, or null. */
  @Nullable FrontendFile find(String path) {
    lookForNewBuild();
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

  private void lookForNewBuild() {
    long last = looked.get();
    long now = System.nanoTime();
    Path folder = root;
    if (folder == null
        || now - last < LOOK_EVERY.toNanos()
        || !looked.compareAndSet(last, now)
        || built.equals(builtAt(folder))) {
      return;
    }
    Schedulers.boundedElastic().schedule(() -> list(folder));
  }

  private synchronized void list(Path folder) {
    FileTime before = builtAt(folder);
    try (Stream<Path> walk = Files.walk(folder)) {
      PagePolicies policies = PagePolicies.read(folder, json);
      List<Path> found = walk.filter(Files::isRegularFile).toList();
      Set<Path> known = Set.copyOf(found);
      Map<String, FrontendFile> listed = new HashMap<>();
      for (Path file : found) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(".gz") || name.endsWith(".br") || name.equals(PagePolicies.FILE)) {
          continue;
        }
        Path compressed = file.resolveSibling(file.getFileName() + ".gz");
        listed.put(
            name, describe(name, file, known.contains(compressed) ? compressed : null, policies));
      }
      files = Map.copyOf(listed);
      built = before;
      log.info("Serving {} files of the front end from {}", listed.size(), folder);
    } catch (IOException | UncheckedIOException e) {
      log.warn("The front end in {} cannot be listed just now", folder, e);
    }
  }

  private static FileTime builtAt(Path folder) {
    try {
      return Files.getLastModifiedTime(folder.resolve(PagePolicies.FILE));
    } catch (IOException _) {
      return FileTime.fromMillis(0);
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
