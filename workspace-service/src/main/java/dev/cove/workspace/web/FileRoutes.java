package dev.cove.workspace.web;

import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a file's path out of the address exactly as the client sent it. Framework and server would
 * drop what follows a semicolon and join double slashes; a file name may have the one, and our own
 * rules shall refuse the other by name.
 */
final class FileRoutes {

  private static final Pattern ROUTE =
      Pattern.compile(
          "/(?:api/sessions|internal/snapshots)/[0-9a-fA-F-]{36}/files/(.*)", Pattern.DOTALL);

  private FileRoutes() {}

  /** The still encoded path of the file that an address names, if it names one. */
  static Optional<String> encodedPath(String requestUri) {
    Matcher route = ROUTE.matcher(requestUri);
    return route.matches() ? Optional.of(route.group(1)) : Optional.empty();
  }

  /** The path of the file; an encoded slash separates names like a plain one. */
  static FilePath path(String requestUri) {
    String encoded = encodedPath(requestUri).orElse("");
    return FilePath.of(decode(encoded));
  }

  private static String decode(String encoded) {
    byte[] raw = encoded.getBytes(StandardCharsets.UTF_8);
    var decoded = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        decoded.write(raw[i]);
        continue;
      }
      int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw FileErrors.invalidPath(
            encoded,
            "percent-encoding",
            "A % in an address is followed by two hexadecimal digits.");
      }
      decoded.write(high * 16 + low);
      i += 2;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoded.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw FileErrors.invalidPath(encoded, "utf-8", "A path is valid UTF-8, percent-encoded.");
    }
  }
}
