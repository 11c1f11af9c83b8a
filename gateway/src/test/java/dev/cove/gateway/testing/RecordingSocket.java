package dev.cove.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A client's end of a WebSocket that keeps what comes. */
public final class RecordingSocket implements WebSocket.Listener {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private @Nullable WebSocket socket;

  private RecordingSocket() {}

  /** Opens a socket; headers are names and values in turn. */
  public static RecordingSocket open(int port, String path, String... headers)
      throws InterruptedException, ExecutionException {
    RecordingSocket recording = new RecordingSocket();
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    recording.socket =
        builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), recording).get();
    return recording;
  }

  public WebSocket socket() {
    WebSocket open = socket;
    if (open == null) {
      throw new IllegalStateException("not open");
    }
    return open;
  }

  /** Sends a text and waits for the first one that comes back. */
  public String echo(String message) throws InterruptedException, ExecutionException {
    socket().sendText(message, true).get();
    Awaitility.await().until(() -> !texts.isEmpty());
    return texts.getFirst();
  }

  public List<String> texts() {
    return texts;
  }

  public synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Code and reason, once the other end has closed. */
  public CompletableFuture<String> closed() {
    return closed;
  }

  public void close() {
    socket().abort();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      texts.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    synchronized (this) {
      byte[] copy = new byte[data.remaining()];
      data.get(copy);
      bytes.writeBytes(copy);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code + " " + reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }
}
