package dev.cove.sandbox.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An agent's side of one channel over a real Unix socket; the test plays its part by hand. */
final class FakeAgent implements AutoCloseable {

  /** A frame as it arrived. */
  record Frame(byte type, ByteBuffer body) {
    JsonNode json() {
      return JSON.readTree(StandardCharsets.UTF_8.decode(body.duplicate()).toString());
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SocketChannel channel;
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

  FakeAgent(Path socket, String channelName) {
    try {
      channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    event(
        Map.of(
            "event",
            "hello",
            "protocol",
            1,
            "channel",
            channelName,
            "bootId",
            "boot",
            "uid",
            100000,
            "configured",
            false));
    var _ = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try {
      while (true) {
        ByteBuffer head = exactly(5);
        int length = head.getInt();
        byte type = head.get();
        frames.add(new Frame(type, exactly(length - 1)));
      }
    } catch (IOException _) {
      frames.add(new Frame((byte) 0, ByteBuffer.allocate(0)));
    }
  }

  private ByteBuffer exactly(int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new IOException("end");
      }
    }
    return buffer.flip();
  }

  /** The next frame of the service; type 0 means it closed. */
  Frame next() throws InterruptedException {
    Frame frame = frames.poll(10, TimeUnit.SECONDS);
    if (frame == null) {
      throw new IllegalStateException("nothing came");
    }
    return frame;
  }

  void event(Map<String, ?> body) {
    send(AgentFrameCodec.EVENT, ByteBuffer.wrap(JSON.writeValueAsBytes(body)));
  }

  void answer(Map<String, ?> body) {
    send(AgentFrameCodec.RESPONSE, ByteBuffer.wrap(JSON.writeValueAsBytes(body)));
  }

  void output(int subscription, long offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    send(
        AgentFrameCodec.OUTPUT,
        ByteBuffer.allocate(12 + bytes.length)
            .putInt(subscription)
            .putLong(offset)
            .put(bytes)
            .flip());
  }

  void inputTaken(int handle, long offset) {
    send(AgentFrameCodec.INPUT_ACK, ByteBuffer.allocate(12).putInt(handle).putLong(offset).flip());
  }

  void send(byte type, ByteBuffer body) {
    raw(
        ByteBuffer.allocate(5 + body.remaining())
            .putInt(1 + body.remaining())
            .put(type)
            .put(body)
            .flip());
  }

  void raw(ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
