package dev.cove.workspace.blob;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a content up to a hard cap: never more than the cap and one byte is held, and what is over
 * is counted and thrown away, so that the refusal can name the actual size and still reach the
 * client.
 */
public final class BodyReader {

  /** How much of an oversized body is read away before the connection is given up. */
  private static final long MOST_DISCARDED = 64L * 1024 * 1024;

  /** Thrown for a content over the cap. */
  public static final class TooLarge extends Exception {

    private static final long serialVersionUID = 1L;

    private final long actual;

    TooLarge(long actual) {
      super("over the cap: " + actual);
      this.actual = actual;
    }

    /** The size, as far as it was counted. */
    public long actual() {
      return actual;
    }
  }

  private BodyReader() {}

  /**
   * Reads everything.
   *
   * @param declared the length the sender announced, or -1
   * @param cap the most bytes that pass
   */
  public static byte[] read(InputStream body, long declared, int cap) throws IOException, TooLarge {
    if (declared > cap) {
      discard(body);
      throw new TooLarge(declared);
    }
    byte[] bytes = body.readNBytes(cap + 1);
    if (bytes.length > cap) {
      throw new TooLarge(bytes.length + discard(body));
    }
    return bytes;
  }

  private static long discard(InputStream body) throws IOException {
    byte[] buffer = new byte[16 * 1024];
    long read = 0;
    while (read < MOST_DISCARDED) {
      int n = body.read(buffer);
      if (n < 0) {
        break;
      }
      read += n;
    }
    return read;
  }
}
