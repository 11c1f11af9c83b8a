package dev.cove.sandbox;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's side of a terminal's socket. */
public final class TerminalClient implements WebSocket.Listener {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = RunningService.PATIENCE;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<JsonNode> frames = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;
  private int most = Integer.MAX_VALUE;
  private boolean acknowledges;
  private long acknowledged;

  private TerminalClient() {}

  static TerminalClient open(URI uri, @Nullable String token, int most) {
    TerminalClient client = new TerminalClient();
    client.most = most;
    WebSocket.Builder builder = HTTP.newWebSocketBuilder();
    if (token != null) {
      builder.header("Authorization", "Bearer " + token);
    }
    client.socket = builder.buildAsync(uri, client).join();
    return client;
  }

  /** From now on, tells the server what was seen, as a front end does. */
  public TerminalClient acknowledging() {
    synchronized (bytes) {
      acknowledges = true;
      if (!frames.isEmpty()) {
        begin(socket());
      }
    }
    return this;
  }

  private void begin(WebSocket to) {
    var _ = queue(to, "{\"type\":\"ack\",\"offset\":" + replayFrom() + "}");
  }

  @Override
  public synchronized @Nullable CompletionStage<?> onBinary(
      WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    long end;
    synchronized (bytes) {
      bytes.writeBytes(part);
      end = replayFrom() + bytes.size();
      if (acknowledges && end - acknowledged > 100_000) {
        acknowledged = end;
        var _ = queue(from, "{\"type\":\"ack\",\"offset\":" + end + "}");
      }
      if (bytes.size() >= most) {
        // as a browser whose network has gone: nothing more is taken
        return null;
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    synchronized (bytes) {
      text.append(data);
      if (last) {
        frames.add(JSON.readTree(text.toString()));
        if (acknowledges && frames.size() == 1) {
          begin(from);
        }
        text.setLength(0);
      }
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable e) {
    closed.complete(1006);
  }

  public TerminalClient type(String keys) {
    return send(keys.getBytes(StandardCharsets.UTF_8));
  }

  public TerminalClient send(byte[] keys) {
    WebSocket to = socket();
    queue(() -> to.sendBinary(ByteBuffer.wrap(keys), true)).join();
    return this;
  }

  public void json(String frame) {
    queue(socket(), frame).join();
  }

  private CompletableFuture<WebSocket> queue(WebSocket to, String frame) {
    return queue(() -> to.sendText(frame, true));
  }

  /** A socket of the JDK sends one message at a time, and acknowledgements come beside keys. */
  private CompletableFuture<WebSocket> queue(Supplier<CompletableFuture<WebSocket>> send) {
    synchronized (bytes) {
      CompletableFuture<WebSocket> mine =
          sending.handle((_, _) -> null).thenCompose(_ -> send.get());
      sending = mine;
      return mine;
    }
  }

  /** The first frame. */
  public JsonNode ready() {
    await().atMost(PATIENCE).until(() -> !frames().isEmpty());
    return frames().getFirst();
  }

  /** Whether it was attached; false when it was closed instead. */
  public boolean opened() {
    await().atMost(PATIENCE).until(() -> !frames().isEmpty() || closed.isDone());
    return !frames().isEmpty();
  }

  public List<JsonNode> frames() {
    synchronized (bytes) {
      return List.copyOf(frames);
    }
  }

  /** The frame of a type, waited for. */
  public JsonNode frame(String type) {
    await()
        .atMost(PATIENCE)
        .until(() -> frames().stream().anyMatch(f -> f.path("type").asString("").equals(type)));
    return frames().stream()
        .filter(f -> f.path("type").asString("").equals(type))
        .findFirst()
        .orElseThrow();
  }

  private long replayFrom() {
    return frames.isEmpty() ? 0 : frames.getFirst().path("replayFrom").asLong();
  }

  /** The offset up to which this client has seen everything. */
  public long offset() {
    synchronized (bytes) {
      return replayFrom() + bytes.size();
    }
  }

  public byte[] bytes() {
    synchronized (bytes) {
      return bytes.toByteArray();
    }
  }

  public String screen() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Waits until the output has a text. */
  public TerminalClient expect(String expected) {
    await()
        .alias("waiting for " + expected)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> screen().contains(expected));
    return this;
  }

  /** The code the socket was closed with, waited for. */
  public int closeCode() {
    return closed.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS).join();
  }

  /** Cuts the connection. */
  public void drop() {
    socket().abort();
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not open");
    }
    return socket;
  }
}
