package dev.cove.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public interface as one user's program calls it. */
public final class Api {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** An answer. */
  public record Answer(int status, JsonNode body) {}

  private final int port;
  private final @Nullable String token;

  Api(int port, @Nullable String token) {
    this.port = port;
    this.token = token;
  }

  /** The token it sends. */
  public String token() {
    return String.valueOf(token);
  }

  public Answer get(String path) {
    return call("GET", path, null);
  }

  public Answer post(String path) {
    return call("POST", path, null);
  }

  public Answer post(String path, Object body) {
    return call("POST", path, body);
  }

  public Answer patch(String path, Object body) {
    return call("PATCH", path, body);
  }

  public Answer delete(String path) {
    return call("DELETE", path, null);
  }

  public Answer call(String method, String path, @Nullable Object body) {
    HttpResponse<byte[]> response = send(method, path, body, "application/json, */*;q=0.1");
    byte[] bytes = response.body();
    return new Answer(
        response.statusCode(), bytes.length == 0 ? JSON.nullNode() : JSON.readTree(bytes));
  }

  /** The answer as text. */
  public String text(String method, String path, @Nullable Object body, String accept) {
    return new String(
        send(method, path, body, accept).body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private HttpResponse<byte[]> send(
      String method, String path, @Nullable Object body, String accept) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(RunningService.PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", accept)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a terminal's socket. */
  public TerminalClient open(UUID session, String terminal, @Nullable Long offset) {
    return open(session, terminal, offset, Integer.MAX_VALUE);
  }

  /** A viewer that takes about so many bytes and no more. */
  public TerminalClient open(UUID session, String terminal, @Nullable Long offset, int most) {
    return TerminalClient.open(
        URI.create(
            "ws://127.0.0.1:"
                + port
                + "/ws/sessions/"
                + session
                + "/terminals/"
                + terminal
                + (offset == null ? "" : "?offset=" + offset)),
        token,
        most);
  }
}
