package dev.cove.sandbox.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The link over a real Unix socket, with the agent's part played by hand. */
class AgentServerTests {

  private static final String ID = "abcdef123456";

  @TempDir private Path root = Path.of("");
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private AgentServer server = new AgentServer(new RunDirectories(Path.of("")));
  private Path socket = Path.of("");

  private final AgentObserver observer =
      new AgentObserver() {
        @Override
        public void event(AgentLink link, AgentEvent event) {
          heard.add(event.toString());
        }
      };

  @BeforeEach
  void serve() {
    server = new AgentServer(new RunDirectories(root));
    socket = root.resolve(ID).resolve("agent.sock");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private FakeAgent dial(String channel) {
    return new FakeAgent(socket, channel);
  }

  private static void connected(AgentLink link) {
    await().until(link::isConnected);
  }

  @Test
  void listenMakesTheDirectoryTheContainerSees() throws IOException {
    var _ = server.listen(ID, 100042, observer);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-rw-rw-");
    assertThat(Files.readString(root.resolve(ID).resolve("passwd")))
        .contains("coder:x:100042:100042:coder:/home/coder:/bin/bash");
    assertThat(Files.readString(root.resolve(ID).resolve("group"))).contains("coder:x:100042:");
    server.forget(ID);
    assertThat(root.resolve(ID)).doesNotExist();
  }

  @Test
  void requestIsAnswered() throws Exception {
    AgentLink link = server.listen(ID, 100000, observer);
    try (FakeAgent terminals = dial("terminal");
        FakeAgent _ = dial("files")) {
      connected(link);
      var answer = link.terminals().request("ping", Map.of("x", 1));
      var asked = terminals.next().json();
      assertThat(asked.path("op").asString()).isEqualTo("ping");
      terminals.answer(Map.of("id", asked.path("id").asInt(), "ok", true, "y", 2));
      assertThat(answer.join().path("y").asInt()).isEqualTo(2);
      var refused = link.terminals().request("ping", Map.of());
      terminals.answer(
          Map.of("id", terminals.next().json().path("id").asInt(), "ok", false, "code", "no"));
      assertThatThrownBy(refused::join)
          .isInstanceOf(CompletionException.class)
          .hasCauseInstanceOf(AgentException.Refused.class);
    }
  }

  @Test
  @DisplayName("T3 a new service on the same directory meets the same agent again")
  void agentComesBackAfterARestart() throws Exception {
    AgentLink before = server.listen(ID, 100000, observer);
    try (FakeAgent terminals = dial("terminal");
        FakeAgent _ = dial("files")) {
      connected(before);
      var waiting = before.terminals().request("ping", Map.of());
      assertThat(terminals.next().type()).isEqualTo(AgentFrameCodec.REQUEST);
      server.close();
      assertThatThrownBy(waiting::join).hasCauseInstanceOf(AgentException.Gone.class);
      assertThat(terminals.next().type()).isZero();
    }
    server = new AgentServer(new RunDirectories(root));
    AgentLink after = server.listen(ID, 100000, observer);
    try (FakeAgent _ = dial("terminal");
        FakeAgent _ = dial("files")) {
      connected(after);
    }
  }

  @Test
  void attachTellsBeforeTheFirstByte() throws Exception {
    AgentLink link = server.listen(ID, 100000, observer);
    try (FakeAgent terminals = dial("terminal");
        FakeAgent _ = dial("files")) {
      connected(link);
      List<String> order = Collections.synchronizedList(new ArrayList<>());
      var subscription =
          link.attach(
              7,
              10L,
              1000,
              new OutputSink() {
                @Override
                public void output(long offset, ByteBuffer bytes) {
                  order.add(offset + ":" + StandardCharsets.UTF_8.decode(bytes));
                }

                @Override
                public void lost() {
                  order.add("lost");
                }
              },
              attached -> order.add("ready " + attached.replayFrom()));
      var asked = terminals.next().json();
      assertThat(asked.path("from").asLong()).isEqualTo(10);
      terminals.answer(
          Map.of("id", asked.path("id").asInt(), "ok", true, "offset", 13, "replayFrom", 10));
      terminals.output(subscription.number(), 10, "abc");
      await().until(() -> order.size() == 2);
      assertThat(order).containsExactly("ready 10", "10:abc");
      subscription.ack(13);
      var ack = terminals.next();
      assertThat(ack.type()).isEqualTo(AgentFrameCodec.ACK);
      assertThat(ack.body().getInt(0)).isEqualTo(subscription.number());
      assertThat(ack.body().getLong(4)).isEqualTo(13);
      server.close();
      await().until(() -> order.contains("lost"));
    }
  }

  @Test
  @DisplayName("T7 input is held back while the program does not take it")
  void inputIsHeldBack() throws Exception {
    AgentLink link = server.listen(ID, 100000, observer);
    try (FakeAgent terminals = dial("terminal");
        FakeAgent _ = dial("files")) {
      connected(link);
      link.terminals().countInput(7, 0);
      int size = InputCredit.MOST_ON_THE_WAY + 100_000;
      CompletableFuture<Void> waits = new CompletableFuture<>();
      var sending =
          CompletableFuture.runAsync(() ->
              link.terminals().input(7, ByteBuffer.allocate(size), () -> waits.complete(null)));
      int got = 0;
      while (got + AgentFrameCodec.MAX_CHUNK <= InputCredit.MOST_ON_THE_WAY) {
        got += terminals.next().body().remaining() - 4;
      }
      waits.join();
      assertThat(sending).isNotDone();
      terminals.inputTaken(7, got);
      while (got < size) {
        got += terminals.next().body().remaining() - 4;
      }
      sending.join();
    }
  }

  @Test
  void whatIsNoFrameEndsTheConnection() throws Exception {
    AgentLink link = server.listen(ID, 100000, observer);
    List<ByteBuffer> hostile =
        List.of(
            ByteBuffer.allocate(5).putInt(Integer.MAX_VALUE).put((byte) 0x10).flip(),
            ByteBuffer.allocate(5).putInt(-1).put((byte) 0x03).flip(),
            ByteBuffer.allocate(7).putInt(3).put((byte) 0x7f).putShort((short) 0).flip(),
            ByteBuffer.allocate(7)
                .putInt(3)
                .put((byte) 0x03)
                .put("[]".getBytes(StandardCharsets.UTF_8))
                .flip(),
            ByteBuffer.allocate(7).putInt(3).put((byte) 0x10).putShort((short) 0).flip());
    for (ByteBuffer frame : hostile) {
      try (FakeAgent terminals = dial("terminal");
          FakeAgent _ = dial("files")) {
        connected(link);
        terminals.raw(frame);
        assertThat(terminals.next().type()).isZero();
      }
      await().until(() -> !link.isConnected());
    }
  }

  @Test
  void eventsAreCheckedAndBounded() throws Exception {
    AgentLink link = server.listen(ID, 100000, observer);
    try (FakeAgent files = dial("files");
        FakeAgent terminals = dial("terminal")) {
      connected(link);
      files.event(
          Map.of(
              "event",
              "files.changed",
              "batch",
              1,
              "changes",
              List.of(
                  Map.of("kind", "PUT", "path", "a/b", "itemType", "FOLDER"),
                  Map.of("kind", "PUT", "path", "../etc/passwd", "itemType", "FILE"),
                  Map.of("kind", "PUT", "path", "/abs", "itemType", "FILE"),
                  Map.of("kind", "PUT", "path", "x\ny", "itemType", "FILE"))));
      await().until(() -> heard.size() == 1);
      assertThat(heard.getFirst())
          .contains("path=a/b")
          .contains("unusable=[../etc/passwd, /abs, x\ny]");
      terminals.event(Map.of("event", "terminal.title", "handle", 1, "title", "a\u001b]0;b"));
      await().until(() -> heard.size() == 2);
      assertThat(heard.get(1)).doesNotContain("\u001b");
      terminals.event(Map.of("event", "of tomorrow"));
      terminals.event(Map.of("event", "terminal.exit", "handle", "seven"));
      assertThat(terminals.next().type()).isZero();
    }
  }
}
