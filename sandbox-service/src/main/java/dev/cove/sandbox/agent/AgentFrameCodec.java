package dev.cove.sandbox.agent;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Frames on the wire: {@code u32 length, u8 type, body}, big-endian. Reading allocates one array a
 * frame, never more than the frame's bound, and only after its type and length are plausible. Not
 * thread-safe: one codec reads one channel.
 */
final class AgentFrameCodec {

  static final int MAX_FRAME = 8 * 1024 * 1024;
  static final int MAX_CHUNK = 64 * 1024;

  static final byte REQUEST = 0x01;
  static final byte RESPONSE = 0x02;
  static final byte EVENT = 0x03;
  static final byte OUTPUT = 0x10;
  static final byte INPUT = 0x11;
  static final byte ACK = 0x12;
  static final byte INPUT_ACK = 0x13;
  static final byte PUT_FILE = 0x21;
  static final byte FILE = 0x22;
  static final byte EXEC_OUTPUT = 0x30;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int HEADER = 5;

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_CHUNK + 64).flip();

  AgentFrameCodec(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * The next frame.
   *
   * @throws EOFException when the channel ended
   * @throws AgentException.Violation when what came is no frame
   */
  AgentFrame read() throws IOException {
    fill(HEADER);
    int length = buffer.getInt();
    byte type = buffer.get();
    int minimum = minimum(type);
    if (length < 1 + minimum || length > limit(type)) {
      throw new AgentException.Violation("a frame of type " + type + " with length " + length);
    }
    byte[] bytes = body(length - 1);
    ByteBuffer body = ByteBuffer.wrap(bytes);
    return switch (type) {
      case RESPONSE -> {
        JsonNode json = json(bytes);
        JsonNode id = json.path("id");
        if (!id.isInt()) {
          throw new AgentException.Violation("a response without its id");
        }
        yield new AgentFrame.Response(id.intValue(), json);
      }
      case EVENT -> new AgentFrame.Event(json(bytes));
      case OUTPUT -> new AgentFrame.Output(body.getInt(), body.getLong(), body);
      case INPUT_ACK -> new AgentFrame.InputTaken(body.getInt(), body.getLong());
      case EXEC_OUTPUT -> new AgentFrame.ExecOutput(body.getInt(), body.get(), body);
      case FILE -> new AgentFrame.FileContent(body.getInt(), body);
      default -> throw new AgentException.Violation("a frame of unknown type " + type);
    };
  }

  private static int minimum(byte type) {
    return switch (type) {
      case OUTPUT, INPUT_ACK -> 12;
      case EXEC_OUTPUT -> 5;
      case FILE -> 4;
      default -> 2;
    };
  }

  private static int limit(byte type) {
    return switch (type) {
      case OUTPUT, EXEC_OUTPUT -> 1 + 12 + MAX_CHUNK;
      default -> MAX_FRAME;
    };
  }

  private byte[] body(int size) throws IOException {
    byte[] bytes = new byte[size];
    int there = Math.min(size, buffer.remaining());
    buffer.get(bytes, 0, there);
    ByteBuffer body = ByteBuffer.wrap(bytes);
    body.position(there);
    while (body.hasRemaining()) {
      if (channel.read(body) < 0) {
        throw new EOFException();
      }
    }
    return bytes;
  }

  private void fill(int needed) throws IOException {
    if (buffer.remaining() >= needed) {
      return;
    }
    buffer.compact();
    while (buffer.position() < needed) {
      if (channel.read(buffer) < 0) {
        throw new EOFException();
      }
    }
    buffer.flip();
  }

  private static JsonNode json(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      if (!json.isObject()) {
        throw new AgentException.Violation("JSON that is no object");
      }
      return json;
    } catch (JacksonException _) {
      throw new AgentException.Violation("a frame that should be JSON and is not");
    }
  }

  static ByteBuffer request(Object body) {
    byte[] json = JSON.writeValueAsBytes(body);
    if (json.length + 1 > MAX_FRAME) {
      throw new IllegalArgumentException("a request of " + json.length + " bytes");
    }
    return ByteBuffer.allocate(HEADER + json.length)
        .putInt(1 + json.length)
        .put(REQUEST)
        .put(json)
        .flip();
  }

  /** The head of an INPUT frame whose bytes follow. */
  static ByteBuffer input(int handle, int size) {
    return ByteBuffer.allocate(HEADER + 4).putInt(1 + 4 + size).put(INPUT).putInt(handle).flip();
  }

  static ByteBuffer ack(int subscription, long offset) {
    return ByteBuffer.allocate(HEADER + 12)
        .putInt(1 + 12)
        .put(ACK)
        .putInt(subscription)
        .putLong(offset)
        .flip();
  }

  /** The head of a PUT_FILE frame whose content follows. */
  static ByteBuffer putFile(int id, Object header, int contentSize) {
    byte[] json = JSON.writeValueAsBytes(header);
    int length = 1 + 8 + json.length + contentSize;
    if (length > MAX_FRAME) {
      throw new IllegalArgumentException("a file frame of " + length + " bytes");
    }
    return ByteBuffer.allocate(HEADER + 8 + json.length)
        .putInt(length)
        .put(PUT_FILE)
        .putInt(id)
        .putInt(json.length)
        .put(json)
        .flip();
  }
}
