package dev.cove.workspace;

import dev.cove.starter.test.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user, or another service, as seen from outside: sends addresses exactly as written. */
public final class ApiClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int port;
  private final String token;
  private final UUID userId;

  private ApiClient(int port, String token, UUID userId) {
    this.port = port;
    this.token = token;
    this.userId = userId;
  }

  /** A new user. */
  public static ApiClient user(int port) {
    UUID id = UUID.randomUUID();
    return new ApiClient(port, TestTokens.user(id, "user-" + id), id);
  }

  /** The same person, at another instance of the service. */
  public ApiClient at(int otherPort) {
    return new ApiClient(otherPort, token, userId);
  }

  /** A new administrator. */
  public static ApiClient admin(int port) {
    UUID id = UUID.randomUUID();
    return new ApiClient(port, TestTokens.user(id, "admin-" + id, "ADMIN", "SENIOR"), id);
  }

  /** Somebody with a token of any kind. */
  public static ApiClient withToken(int port, String token) {
    return new ApiClient(port, token, new UUID(0, 0));
  }

  /** Another service. */
  public static ApiClient service(int port, String name) {
    return new ApiClient(port, TestTokens.service(name), new UUID(0, 0));
  }

  /** An answer. */
  public record Answer(HttpResponse<byte[]> http) {

    public int status() {
      return http.statusCode();
    }

    public JsonNode json() {
      return JSON.readTree(http.body());
    }

    public String text() {
      return new String(http.body(), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
      return http.body();
    }

    public String code() {
      return json().path("code").asString("");
    }

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }

    public String etag() {
      return header("ETag").replace("\"", "");
    }
  }

  public UUID userId() {
    return userId;
  }

  public String token() {
    return token;
  }

  public int port() {
    return port;
  }

  /** Sends anything; headers come in pairs. */
  public Answer send(String method, String path, byte[] body, String... headers) {
    return send(method, path, BodyPublishers.ofByteArray(body), headers);
  }

  /** Sends anything with a body of any kind. */
  public Answer send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", "Bearer " + token)
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, new byte[0], headers);
  }

  public Answer delete(String path, String... headers) {
    return send("DELETE", path, new byte[0], headers);
  }

  public Answer post(String path, Object body, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/json";
    return send("POST", path, JSON.writeValueAsBytes(body), all);
  }

  public Answer put(String path, Object body) {
    return send("PUT", path, JSON.writeValueAsBytes(body), "Content-Type", "application/json");
  }

  public Answer patch(String path, Object body) {
    return send("PATCH", path, JSON.writeValueAsBytes(body), "Content-Type", "application/json");
  }

  /** Sends one file as a form. */
  public Answer upload(String path, String name, byte[] content) {
    return upload(path, Map.of(name, content));
  }

  /** Sends many files as one form. */
  public Answer upload(String path, Map<String, byte[]> files) {
    var body = new ByteArrayOutputStream();
    files.forEach((name, content) -> {
      body.writeBytes(
          ("--cut\r\nContent-Disposition: form-data; name=\"files\"; filename=\""
                  + name
                  + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes(content);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    });
    body.writeBytes("--cut--\r\n".getBytes(StandardCharsets.UTF_8));
    return send(
        "POST", path, body.toByteArray(), "Content-Type", "multipart/form-data; boundary=cut");
  }

  /** Makes a session and gives its id. */
  public UUID newSession(String template) {
    Answer created = post("/api/sessions", Map.of("name", "A session", "template", template));
    if (created.status() != 201) {
      throw new AssertionError(created.status() + " " + created.text());
    }
    return UUID.fromString(created.json().get("id").asString());
  }

  /** Saves a new file. */
  public Answer create(UUID session, String path, String text) {
    return send(
        "PUT", file(session, path), text.getBytes(StandardCharsets.UTF_8), "If-None-Match", "*");
  }

  /** Replaces a file. */
  public Answer replace(UUID session, String path, String etag, String text) {
    return send(
        "PUT",
        file(session, path),
        text.getBytes(StandardCharsets.UTF_8),
        "If-Match",
        '"' + etag + '"');
  }

  public Answer read(UUID session, String path, String... headers) {
    return get(file(session, path), headers);
  }

  public JsonNode tree(UUID session) {
    return get("/api/sessions/" + session + "/tree").json();
  }

  public long revision(UUID session) {
    return get("/api/sessions/" + session).json().get("revision").asLong();
  }

  /** The address of a file, percent-encoded name by name. */
  public static String file(UUID session, String path) {
    return "/api/sessions/" + session + "/files/" + encode(path);
  }

  static String encode(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
