package dev.cove.gateway.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells honest spellings of a path from those that a service might read as another path than the
 * gateway does. Only below {@code …/files/} may a name hold {@code %}, {@code ;} or an encoded
 * slash, since people name their files; everywhere else one spelling is enough.
 */
final class RequestPath {

  /** What to do with a path. */
  enum Verdict {
    PASS,
    NOT_FOUND,
    INVALID_NAME
  }

  private static final Pattern NAMES =
      Pattern.compile("/api/(?:sessions/[^/%;]+|reviews/[^/%;]+/rounds/[^/%;]+)/files/(.*)");

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9\\-._~!$&'()*+,=:@/%]*");

  private static final Pattern AMBIGUOUS =
      Pattern.compile("//|%(?:2f|5c|25|3b|[01][0-9a-f]|7f)", Pattern.CASE_INSENSITIVE);

  private RequestPath() {}

  static Verdict judge(String raw) {
    Matcher names = NAMES.matcher(raw);
    if (names.matches()) {
      return validNames(names.group(1)) ? Verdict.PASS : Verdict.INVALID_NAME;
    }
    if (!PLAIN.matcher(raw).matches() || AMBIGUOUS.matcher(raw).find() || !raw.startsWith("/")) {
      return Verdict.NOT_FOUND;
    }
    String decoded;
    try {
      decoded = decode(raw);
    } catch (CharacterCodingException | IllegalArgumentException _) {
      return Verdict.NOT_FOUND;
    }
    if (hasDotSegment(decoded)) {
      return Verdict.NOT_FOUND;
    }
    String first = decoded.split("/", 3)[1].toLowerCase(Locale.ROOT);
    return first.equals("internal") || first.equals("actuator") ? Verdict.NOT_FOUND : Verdict.PASS;
  }

  /** The path with its escapes resolved once, as UTF-8. */
  static String decode(String raw) throws CharacterCodingException {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    ByteBuffer bytes = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        if (i + 2 >= raw.length()) {
          throw new IllegalArgumentException("a cut escape");
        }
        bytes.put((byte) HexFormat.fromHexDigits(raw, i + 1, i + 3));
        i += 2;
      } else if (c < 0x80) {
        bytes.put((byte) c);
      } else {
        throw new IllegalArgumentException("a character that must be escaped");
      }
    }
    return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
  }

  private static boolean validNames(String raw) {
    String decoded;
    try {
      decoded = decode(raw);
    } catch (CharacterCodingException | IllegalArgumentException _) {
      return false;
    }
    return decoded.chars().noneMatch(c -> c < 0x20 || c == 0x7f)
        && !decoded.contains("//")
        && !hasDotSegment(decoded);
  }

  private static boolean hasDotSegment(String decoded) {
    for (String segment : decoded.split("[/\\\\]", -1)) {
      int parameters = segment.indexOf(';');
      String name = parameters < 0 ? segment : segment.substring(0, parameters);
      if (name.equals(".") || name.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
