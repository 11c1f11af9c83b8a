package dev.cove.sandbox.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.sandbox.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures, and asserts nothing about time: create to first prompt, and one byte's echo through the
 * socket. Run with {@code -Dcove.measure=true}.
 */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
@EnabledIfSystemProperty(named = "cove.measure", matches = "true")
class EchoIntegrationTests {

  private static final int ROUNDS = 7;
  private static final int KEYS = 1000;

  @Test
  void measure() throws Exception {
    RunningService.start();
    List<Long> starts = new ArrayList<>();
    List<Long> echoes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      UUID user = UUID.randomUUID();
      var api = RunningService.api(user);
      UUID session = RunningService.WORKSPACE.session(user, Map.of("main.py", "print(1)\n"));
      long begin = System.nanoTime();
      String id =
          api.post("/api/sessions/" + session + "/terminals", Map.of("cols", 80, "rows", 24))
              .body()
              .path("id")
              .asString();
      Keys keys = new Keys();
      WebSocket socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + api.token())
              .buildAsync(
                  URI.create(
                      "ws://127.0.0.1:"
                          + RunningService.port()
                          + "/ws/sessions/"
                          + session
                          + "/terminals/"
                          + id),
                  keys)
              .join();
      String screen = "";
      while (!screen.contains("$ ")) {
        screen += keys.next();
      }
      starts.add(System.nanoTime() - begin);
      if (round == ROUNDS - 1) {
        socket
            .sendBinary(
                ByteBuffer.wrap("cat\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)), true)
            .join();
        while (!screen.contains("cat\r\n")) {
          screen += keys.next();
        }
        keys.drain();
        for (int i = 0; i < KEYS + 500; i++) {
          long sent = System.nanoTime();
          socket.sendBinary(ByteBuffer.wrap(new byte[] {'x'}), true).join();
          assertThat(keys.next()).isEqualTo("x");
          if (i >= 500) {
            echoes.add(System.nanoTime() - sent);
          }
          if (i % 60 == 59) {
            socket.sendBinary(ByteBuffer.wrap(new byte[] {21}), true).join();
            while (!keys.next().endsWith("\b \b")) {
              // the line is erased
            }
          }
        }
      }
      socket.abort();
      RunningService.publish(
          "cove.sessions",
          "session-deleted",
          session,
          Map.of("sessionId", session, "ownerId", user));
    }
    report("create to first prompt", starts.subList(2, starts.size()));
    report("echo", echoes);
  }

  private static void report(String what, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "MEASURED %s: n=%d p50=%.3f ms p95=%.3f ms %s%n",
        what,
        sorted.length,
        sorted[sorted.length / 2] / 1e6,
        sorted[(int) (sorted.length * 0.95)] / 1e6,
        sorted.length < 20 ? Arrays.toString(sorted) : "");
  }

  private static final class Keys implements WebSocket.Listener {
    private final SynchronousQueue<String> arrived = new SynchronousQueue<>();

    String next() throws InterruptedException {
      String text = arrived.poll(40, TimeUnit.SECONDS);
      if (text == null) {
        throw new IllegalStateException("nothing came");
      }
      return text;
    }

    /** Takes what comes until nothing does for half a second. */
    void drain() throws InterruptedException {
      while (arrived.poll(500, TimeUnit.MILLISECONDS) != null) {
        // on its way before
      }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      try {
        arrived.put(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      from.request(1);
      return null;
    }
  }
}
