package dev.cove.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The internal interface of workspace-service (and auth-service's tokens) in memory. */
public final class FakeWorkspace implements AutoCloseable {

  /** One item of a session; {@code deleted} ones keep the revision they went in. */
  public record Item(
      String itemType,
      @Nullable String etag,
      long size,
      boolean executable,
      @Nullable String target,
      boolean overLimit,
      boolean deleted,
      long revision) {}

  private static final class Tree {
    final UUID owner;
    String status = "ACTIVE";
    long revision = 1;
    final Map<String, Item> items = new TreeMap<>();

    Tree(UUID owner) {
      this.owner = owner;
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final Map<UUID, Tree> sessions = new ConcurrentHashMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private volatile boolean away;
  private final AtomicInteger writes = new AtomicInteger();

  public FakeWorkspace() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/service-tokens", this::token);
    server.createContext("/internal/sessions/", this::sessions);
    server.start();
  }

  public String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Makes a session with these text files. */
  public UUID session(UUID owner, Map<String, String> files) {
    UUID id = UUID.randomUUID();
    sessions.put(id, new Tree(owner));
    files.forEach((path, text) -> put(id, path, text.getBytes(StandardCharsets.UTF_8), false));
    return id;
  }

  /** Saves a file as the editor would and answers the revision. */
  public long put(UUID session, String path, byte[] content, boolean executable) {
    String etag = sha256(content);
    blobs.put(etag, content);
    return set(session, path, "FILE", etag, content.length, executable, null, false, false);
  }

  public long putItem(UUID session, String path, String type, @Nullable String target) {
    return set(session, path, type, null, 0, false, target, false, false);
  }

  public long delete(UUID session, String path) {
    return set(session, path, "FILE", null, 0, false, null, false, true);
  }

  public void away(boolean now) {
    away = now;
  }

  public int writes() {
    return writes.get();
  }

  public long revision(UUID session) {
    Tree tree = tree(session);
    synchronized (tree) {
      return tree.revision;
    }
  }

  public @Nullable Item item(UUID session, String path) {
    Tree tree = tree(session);
    synchronized (tree) {
      Item item = tree.items.get(path);
      return item == null || item.deleted() ? null : item;
    }
  }

  /** The content as text, or null when there is no such file with a content. */
  public @Nullable String text(UUID session, String path) {
    Item item = item(session, path);
    String etag = item == null ? null : item.etag();
    byte[] bytes = etag == null ? null : blobs.get(etag);
    return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
  }

  public void forget(UUID session) {
    sessions.remove(session);
  }

  private long set(
      UUID session,
      String path,
      String type,
      @Nullable String etag,
      long size,
      boolean executable,
      @Nullable String target,
      boolean overLimit,
      boolean deleted) {
    Tree tree = tree(session);
    synchronized (tree) {
      tree.revision++;
      tree.items.put(
          path, new Item(type, etag, size, executable, target, overLimit, deleted, tree.revision));
      return tree.revision;
    }
  }

  private Tree tree(UUID session) {
    Tree tree = sessions.get(session);
    if (tree == null) {
      throw new IllegalArgumentException("no session " + session);
    }
    return tree;
  }

  private void token(HttpExchange exchange) throws IOException {
    answer(exchange, 200, Map.of("accessToken", "test", "expiresIn", 300));
  }

  private void sessions(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    UUID id = UUID.fromString(path[3]);
    Tree tree = sessions.get(id);
    if (away) {
      answer(exchange, 503, Map.of("code", "storage-unavailable"));
    } else if (tree == null) {
      answer(exchange, 404, Map.of("code", "session-not-found"));
    } else if (path.length == 4) {
      answer(exchange, 200, described(id, tree));
    } else {
      switch (path[4]) {
        case "changes" -> changes(exchange, tree);
        case "blobs" -> contents(exchange);
        case "sandbox-changes" -> apply(exchange, id, tree);
        default -> answer(exchange, 404, Map.of());
      }
    }
  }

  private static Map<String, Object> described(UUID id, Tree tree) {
    return Map.of(
        "id",
        id,
        "ownerId",
        tree.owner,
        "name",
        "test",
        "template",
        "empty",
        "status",
        tree.status,
        "revision",
        tree.revision,
        "authors",
        List.of(tree.owner));
  }

  private void changes(HttpExchange exchange, Tree tree) throws IOException {
    long since = Long.parseLong(exchange.getRequestURI().getQuery().substring("since=".length()));
    List<Map<String, Object>> changes = new ArrayList<>();
    long revision;
    synchronized (tree) {
      revision = tree.revision;
      tree.items.forEach((path, item) -> {
        if (item.revision() > since && !(since == 0 && item.deleted()) && !item.overLimit()) {
          Map<String, Object> change = new LinkedHashMap<>();
          change.put("kind", item.deleted() ? "DELETE" : "PUT");
          change.put("path", path);
          change.put("itemType", item.itemType());
          change.put("size", item.size());
          change.put("etag", item.etag());
          change.put("executable", item.executable());
          change.put("target", item.target());
          changes.add(change);
        }
      });
    }
    if (since > 0 && changes.size() == 1) {
      byte[] content = blobs.get(String.valueOf(changes.getFirst().get("etag")));
      changes.getFirst().put("content", content);
    }
    answer(exchange, 200, Map.of("revision", revision, "full", since == 0, "changes", changes));
  }

  private void contents(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (JsonNode etag : asked.path("etags")) {
      out.writeBytes(etag.asString().getBytes(StandardCharsets.US_ASCII));
      byte[] content = blobs.get(etag.asString());
      out.writeBytes(ByteBuffer.allocate(4).putInt(content == null ? -1 : content.length).array());
      out.writeBytes(content == null ? new byte[0] : content);
    }
    respond(exchange, 200, "application/octet-stream", out.toByteArray());
  }

  private void apply(HttpExchange exchange, UUID id, Tree tree) throws IOException {
    DataInputStream in = new DataInputStream(exchange.getRequestBody());
    JsonNode head = JSON.readTree(in.readNBytes(in.readInt()));
    List<Map<String, Object>> results = new ArrayList<>();
    for (JsonNode change : head.path("changes")) {
      String path = change.path("path").asString();
      String etag = change.path("etag").asString(null);
      boolean overLimit = change.path("overLimit").asBoolean();
      if (change.path("content").asBoolean()) {
        byte[] content = in.readNBytes((int) change.path("size").asLong());
        if (!sha256(content).equals(etag)) {
          answer(exchange, 400, Map.of("code", "hash"));
          return;
        }
        blobs.put(sha256(content), content);
      }
      boolean deleted = change.path("kind").asString().equals("DELETE");
      Item there = item(id, path);
      boolean unchanged =
          deleted
              ? there == null
              : there != null
                  && etag != null
                  && etag.equals(there.etag())
                  && there.executable() == change.path("executable").asBoolean();
      if (!unchanged) {
        writes.incrementAndGet();
        set(
            id,
            path,
            change.path("itemType").asString(),
            overLimit ? null : etag,
            change.path("size").asLong(),
            change.path("executable").asBoolean(),
            change.path("target").asString(null),
            overLimit,
            deleted);
      }
      results.add(Map.of("path", path, "status", unchanged ? "UNCHANGED" : "APPLIED"));
    }
    answer(exchange, 200, Map.of("revision", tree.revision, "results", results));
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    respond(exchange, status, "application/json", JSON.writeValueAsBytes(body));
  }

  private static void respond(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
