package dev.cove.workspace.feed;

import dev.cove.workspace.ApiClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's end of the events socket. */
final class EventsClient implements WebSocket.Listener, AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final WebSocket socket;

  private EventsClient(int port, UUID session, @Nullable String token, String query) {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    this.socket =
        builder
            .connectTimeout(Duration.ofSeconds(10))
            .buildAsync(
                URI.create(
                    "ws://127.0.0.1:" + port + "/ws/sessions/" + session + "/events" + query),
                this)
            .join();
  }

  static EventsClient open(ApiClient user, UUID session, String query) {
    return new EventsClient(user.port(), session, user.token(), query);
  }

  static EventsClient anonymous(int port, UUID session) {
    return new EventsClient(port, session, null, "");
  }

  JsonNode next() throws InterruptedException {
    JsonNode message = messages.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  /** The next message of a type; others are passed over. */
  JsonNode next(String type) throws InterruptedException {
    JsonNode message = next();
    while (!message.get("type").asString().equals(type)) {
      message = next();
    }
    return message;
  }

  /** The revisions of the next changes, as many as asked for. */
  List<Long> revisions(int count) throws InterruptedException {
    List<Long> revisions = new ArrayList<>();
    while (revisions.size() < count) {
      revisions.add(next("changed").get("revision").asLong());
    }
    return revisions;
  }

  int closeCode() throws InterruptedException {
    Integer code = closes.poll(20, TimeUnit.SECONDS);
    if (code == null) {
      throw new AssertionError("the socket was not closed");
    }
    return code;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      messages.add(JSON.readTree(part.toString()));
      part.setLength(0);
    }
    webSocket.request(1);
    return java.util.concurrent.CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
    closes.add(status);
    return java.util.concurrent.CompletableFuture.completedStage(null);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
