package dev.cove.sandbox.egress;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of the one request a connection begins with (RFC 9110, 9.3.6). Only its first line
 * counts; what a {@code Host} field says is nobody's business.
 *
 * @param rest what was sent behind the head already
 */
record ConnectHead(HostPort target, ByteBuffer rest) {

  /** The most a head may have, its empty line included. */
  static final int MAX_BYTES = 8 * 1024;

  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  /**
   * Reads as much as is there of a head, and the head when it is whole.
   *
   * @return null when the channel ended before anything was said
   * @throws Refusal when it is too large, is no request for a tunnel, or ends early
   */
  static @Nullable ConnectHead read(ReadableByteChannel channel) throws IOException, Refusal {
    ByteBuffer buffer = ByteBuffer.allocate(MAX_BYTES);
    int end = -1;
    while (end < 0) {
      if (!buffer.hasRemaining()) {
        throw new Refusal(
            Refusal.Rule.HEAD_TOO_LARGE, "a request has at most " + MAX_BYTES + " bytes");
      }
      int from = Math.max(0, buffer.position() - END.length + 1);
      if (channel.read(buffer) < 0) {
        if (buffer.position() == 0) {
          return null;
        }
        throw new Refusal(Refusal.Rule.MALFORMED, "the request ended early");
      }
      end = end(buffer, from);
    }
    String head = new String(buffer.array(), 0, end, StandardCharsets.ISO_8859_1);
    buffer.flip().position(end + END.length);
    return new ConnectHead(target(head), buffer);
  }

  private static int end(ByteBuffer buffer, int from) {
    for (int at = from; at + END.length <= buffer.position(); at++) {
      if (buffer.get(at) == '\r'
          && buffer.get(at + 1) == '\n'
          && buffer.get(at + 2) == '\r'
          && buffer.get(at + 3) == '\n') {
        return at;
      }
    }
    return -1;
  }

  private static HostPort target(String head) throws Refusal {
    List<String> lines = List.of(head.split("\r\n", -1));
    for (String line : lines) {
      if (line.isEmpty() || line.chars().anyMatch(ConnectHead::isControl)) {
        throw new Refusal(Refusal.Rule.MALFORMED, "the request has control characters in it");
      }
    }
    String[] words = lines.getFirst().split(" ", -1);
    if (words.length != 3 || !words[2].matches("HTTP/1\\.[01]")) {
      throw new Refusal(Refusal.Rule.MALFORMED, "not a request of HTTP/1.1");
    }
    if (words[0].equals("CONNECT")) {
      return HostPort.parse(words[1]);
    }
    throw new Refusal(
        Refusal.Rule.METHOD,
        words[1].regionMatches(true, 0, "http://", 0, 7)
            ? "plain http does not go through, only https does: " + words[1]
            : "only CONNECT goes through here, for https");
  }

  private static boolean isControl(int c) {
    return (c < ' ' && c != '\t') || c == 0x7f;
  }
}
