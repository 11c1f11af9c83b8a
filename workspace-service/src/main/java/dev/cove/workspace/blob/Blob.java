package dev.cove.workspace.blob;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A content and what follows from it.
 *
 * @param summary hash, size and kind
 * @param bytes the content; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying 5 MiB would cost
public record Blob(Summary summary, byte[] bytes) {

  /**
   * What is known of a content without having it.
   *
   * @param sha256 lower-case hexadecimal
   * @param size bytes
   * @param binary whether it is anything but UTF-8 text
   */
  public record Summary(String sha256, long size, boolean binary) {}

  /** The blob that these bytes are. */
  public static Blob of(byte[] bytes) {
    return new Blob(new Summary(sha256(bytes), bytes.length, isBinary(bytes)), bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isBinary(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return false;
    } catch (CharacterCodingException e) {
      return true;
    }
  }
}
