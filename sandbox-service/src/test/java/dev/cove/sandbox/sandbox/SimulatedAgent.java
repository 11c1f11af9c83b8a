package dev.cove.sandbox.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent that takes everything it is told and never changes a file of its own. */
final class SimulatedAgent implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final byte REQUEST = 0x01;
  private static final byte RESPONSE = 0x02;
  private static final byte EVENT = 0x03;
  private static final byte PUT_FILE = 0x21;

  private final Path socket;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final Set<String> sessions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;
  private volatile boolean frozen;

  SimulatedAgent(Path socket) {
    this.socket = socket;
    for (String channel : List.of("terminal", "files")) {
      var _ = Thread.ofVirtual().name("simulated-agent").start(() -> live(channel));
    }
  }

  Set<String> sessions() {
    return sessions;
  }

  void freeze(boolean now) {
    frozen = now;
  }

  void disconnect() {
    open.forEach(SimulatedAgent::end);
  }

  @Override
  public void close() {
    closed = true;
    disconnect();
  }

  private static void end(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException _) {
      // closed is what it should be
    }
  }

  private void live(String name) {
    while (!closed) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket));
        open.add(channel);
        try {
          converse(channel, name);
        } finally {
          open.remove(channel);
        }
      } catch (IOException _) {
        // the service is away, or the connection was cut: again
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void converse(SocketChannel channel, String name) throws IOException {
    var in = new DataInputStream(Channels.newInputStream(channel));
    var out = new DataOutputStream(Channels.newOutputStream(channel));
    Map<String, Object> hello = new LinkedHashMap<>();
    hello.put("event", "hello");
    hello.put("protocol", 1);
    hello.put("channel", name);
    hello.put("bootId", "simulated");
    hello.put("uid", 100000);
    hello.put("configured", !sessions.isEmpty());
    send(out, EVENT, hello);
    while (!closed) {
      int length = in.readInt();
      byte type = in.readByte();
      byte[] body = in.readNBytes(length - 1);
      if (frozen) {
        continue;
      }
      if (type == REQUEST) {
        send(out, RESPONSE, answer(JSON.readTree(body)));
      } else if (type == PUT_FILE) {
        send(out, RESPONSE, stored(body));
      }
    }
  }

  private Map<String, Object> answer(JsonNode request) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("id", request.path("id").intValue());
    answer.put("ok", true);
    switch (request.path("op").asString()) {
      case "configure" -> sessions.add(request.path("sessionId").asString());
      case "files.flush" -> {
        answer.put("batch", 0);
        answer.put("skipped", 0);
      }
      case "files.list" -> answer.put("items", List.of());
      case "files.apply" ->
          answer.put(
              "results",
              request
                  .path("changes")
                  .valueStream()
                  .map(change -> Map.of("path", change.path("path").asString(), "ok", true))
                  .toList());
      default -> {
        // nothing to say
      }
    }
    return answer;
  }

  private static Map<String, Object> stored(byte[] body) throws IOException {
    var in = new DataInputStream(new java.io.ByteArrayInputStream(body));
    int id = in.readInt();
    JsonNode header =
        JSON.readTree(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    return Map.of("id", id, "ok", true, "sha256", header.path("sha256").asString());
  }

  private static void send(DataOutputStream out, byte type, Map<String, Object> body)
      throws IOException {
    byte[] json = JSON.writeValueAsBytes(body);
    out.writeInt(1 + json.length);
    out.writeByte(type);
    out.write(json);
    out.flush();
  }
}
