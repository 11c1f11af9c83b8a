package dev.cove.review;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cove.starter.test.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The internal calls of the other services over real HTTP, with the state kept here. */
final class FakePeers {

  /** A session with what its container wrote and nobody has flushed yet. */
  static final class Session {
    final UUID id = UUID.randomUUID();
    final UUID owner;
    final Set<UUID> authors;
    final Map<String, String> files = new TreeMap<>();
    final Map<String, String> unsynced = new TreeMap<>();
    String status = "ACTIVE";
    int flushStatus = 200;
    @Nullable String expiresAt;
    long revision = 1;

    Session(UUID owner, Set<UUID> authors) {
      this.owner = owner;
      this.authors = authors;
    }

    Session write(String path, String text) {
      files.put(path, text);
      revision++;
      return this;
    }
  }

  private record Answer(int status, Object body) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Answer NOT_FOUND =
      new Answer(404, Map.of("code", "session-not-found", "detail", "None."));

  final Map<UUID, Session> sessions = new ConcurrentHashMap<>();
  final Map<UUID, Map<String, Object>> users = new ConcurrentHashMap<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  private final Map<UUID, Map<String, String>> snapshots = new ConcurrentHashMap<>();
  final List<JsonNode> runRequests = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, Object>> runs = new TreeMap<>();
  private final Map<UUID, Session> snapshotOf = new ConcurrentHashMap<>();
  private final HttpServer server;

  FakePeers() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::serve);
    server.start();
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  Session session(UUID owner, UUID... copiedFrom) {
    Set<UUID> authors = new java.util.HashSet<>(List.of(copiedFrom));
    authors.add(owner);
    Session session = new Session(owner, authors);
    session.write("main.py", "print('one')\nprint('two')\nprint('three')\n");
    sessions.put(session.id, session);
    return session;
  }

  void user(UUID id, String username, String level, boolean disabled) {
    users.put(
        id,
        Map.of(
            "id", id,
            "username", username,
            "displayName", username.toUpperCase(java.util.Locale.ROOT),
            "role", "USER",
            "reviewerLevel", level,
            "disabled", disabled));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    calls.add(exchange.getRequestMethod() + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Answer answer =
        authorization == null
            ? new Answer(401, Map.of())
            : path.startsWith("/api/")
                ? liveFile(exchange, body)
                : answer(path.split("/", 6), body);
    byte[] bytes =
        answer.body() instanceof byte[] raw ? raw : JSON.writeValueAsBytes(answer.body());
    if (!(answer.body() instanceof byte[])) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
    }
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(String[] path, byte[] body) {
    return switch (path[2]) {
      case "service-tokens" ->
          new Answer(
              200, Map.of("accessToken", TestTokens.service("review-service"), "expiresIn", 300));
      case "users" -> orNotFound(users.get(UUID.fromString(path[3])));
      case "sessions" -> session(path, body);
      case "snapshots" -> snapshot(path, body);
      default -> NOT_FOUND;
    };
  }

  private Answer session(String[] path, byte[] body) {
    Session session = sessions.get(UUID.fromString(path[3]));
    if (session == null) {
      return NOT_FOUND;
    }
    if (path.length == 4) {
      Map<String, Object> facts = new HashMap<>();
      facts.put("id", session.id);
      facts.put("ownerId", session.owner);
      facts.put("name", "demo");
      facts.put("template", "python");
      facts.put("status", session.status);
      facts.put("revision", session.revision);
      facts.put("authors", session.authors);
      facts.put("expiresAt", session.expiresAt);
      return new Answer(200, facts);
    }
    return switch (path[4]) {
      case "flush" -> flush(session);
      case "snapshots" -> take(session, JSON.readTree(body));
      default -> NOT_FOUND;
    };
  }

  /** The public file calls, as the owner uses them. */
  private Answer liveFile(HttpExchange exchange, byte[] body) {
    List<String> path = List.of(exchange.getRequestURI().getPath().split("/", 6));
    Session session = sessions.get(UUID.fromString(path.get(3)));
    String text = session == null ? null : session.files.get(path.get(5));
    if (session == null || text == null) {
      return NOT_FOUND;
    }
    String etag = '"' + sha256(text) + '"';
    if (exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("ETag", etag);
      return new Answer(200, text.getBytes(StandardCharsets.UTF_8));
    }
    if (!etag.equals(exchange.getRequestHeaders().getFirst("If-Match"))) {
      return new Answer(412, Map.of("code", "etag-mismatch"));
    }
    session.write(path.get(5), new String(body, StandardCharsets.UTF_8));
    return new Answer(200, Map.of("path", path.get(5)));
  }

  private static Answer flush(Session session) {
    if (session.flushStatus == 200) {
      session.unsynced.forEach(session::write);
      session.unsynced.clear();
    }
    return new Answer(session.flushStatus, Map.of("state", "RUNNING", "flushed", true));
  }

  private Answer take(Session session, JsonNode request) {
    if (!session.owner.toString().equals(request.get("requestedBy").asString())) {
      return NOT_FOUND;
    }
    Map<String, String> frozen = new TreeMap<>(session.files);
    JsonNode paths = request.get("paths");
    if (paths != null && paths.isArray()) {
      List<String> wanted = paths.valueStream().map(JsonNode::asString).toList();
      frozen.keySet().retainAll(wanted);
      if (wanted.stream().anyMatch(path -> path.startsWith(".."))) {
        return new Answer(400, Map.of("code", "invalid-path", "detail", "No '..' in a path."));
      }
      boolean someGone = request.get("someGone").asBoolean() && !frozen.isEmpty();
      if (frozen.size() < wanted.size() && !someGone) {
        return new Answer(404, Map.of("code", "file-not-found", "detail", "There is nothing."));
      }
    }
    UUID id = UUID.randomUUID();
    snapshots.put(id, frozen);
    snapshotOf.put(id, session);
    return new Answer(
        201,
        Map.of(
            "id",
            id,
            "sessionId",
            session.id,
            "revision",
            session.revision,
            "fileCount",
            frozen.size(),
            "bytes",
            frozen.values().stream().mapToInt(String::length).sum()));
  }

  private Answer snapshot(String[] path, byte[] body) {
    UUID id = UUID.fromString(path[3]);
    Map<String, String> files = snapshots.get(id);
    if (files == null) {
      return NOT_FOUND;
    }
    if (path.length > 4 && path[4].equals("sessions")) {
      return path.length == 5 ? run(id, JSON.readTree(body)) : end(id, path[5]);
    }
    if (path.length > 4 && path[4].equals("compare")) {
      return compare(id, files, JSON.readTree(body).get("paths"));
    }
    if (path.length > 5) {
      String text = files.get(path[5]);
      return text == null ? NOT_FOUND : new Answer(200, text.getBytes(StandardCharsets.UTF_8));
    }
    List<Map<String, Object>> items =
        files.entrySet().stream().map(file -> item(file.getKey(), file.getValue())).toList();
    Session session = Objects.requireNonNull(snapshotOf.get(id));
    return new Answer(
        200,
        Map.of(
            "id", id,
            "sessionId", session.id,
            "ownerId", session.owner,
            "revision", session.revision,
            "items", items));
  }

  /** The throw-away sessions, at most two a person. */
  private synchronized Answer run(UUID snapshot, JsonNode request) {
    String owner = request.get("ownerId").asString();
    String key = owner + " " + snapshot;
    Map<String, Object> living = runs.get(key);
    if (living != null) {
      return new Answer(200, living);
    }
    List<Map<String, Object>> others =
        runs.entrySet().stream()
            .filter(run -> run.getKey().startsWith(owner))
            .map(Map.Entry::getValue)
            .toList();
    if (others.size() >= 2) {
      return new Answer(
          409, Map.of("code", "throw-away-limit", "limit", 2, "actual", 2, "running", others));
    }
    runRequests.add(request);
    Map<String, Object> given =
        Map.of("sessionId", UUID.randomUUID(), "expiresAt", "2030-01-01T00:00:00Z");
    runs.put(key, given);
    return new Answer(201, given);
  }

  private synchronized Answer end(UUID snapshot, String owner) {
    runs.remove(owner + " " + snapshot);
    return new Answer(204, new byte[0]);
  }

  private Answer compare(UUID snapshot, Map<String, String> files, @Nullable JsonNode paths) {
    Session session = Objects.requireNonNull(snapshotOf.get(snapshot));
    if (!sessions.containsKey(session.id)) {
      return NOT_FOUND;
    }
    Map<String, String> now = new TreeMap<>(session.files);
    if (paths != null && paths.isArray()) {
      now.keySet().retainAll(paths.valueStream().map(JsonNode::asString).toList());
    }
    return new Answer(200, Map.of("differs", !now.equals(files)));
  }

  private static Map<String, Object> item(String path, String text) {
    Map<String, Object> item = new HashMap<>();
    item.put("path", path);
    item.put("type", "FILE");
    item.put("size", text.getBytes(StandardCharsets.UTF_8).length);
    item.put("etag", sha256(text));
    item.put("binary", text.indexOf(0) >= 0);
    item.put("executable", false);
    return item;
  }

  private static Answer orNotFound(@Nullable Object body) {
    return body == null ? NOT_FOUND : new Answer(200, body);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
