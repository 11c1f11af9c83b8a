package dev.cove.workspace.file;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A relative path in a workspace, which by its existence keeps the rules of the contract: names of
 * 1 to 255 bytes without slash, NUL or control characters, no {@code .} or {@code ..}, at most
 * 1,024 bytes and 32 names in all, in Unicode's composed form. Whatever breaks a rule is refused
 * with the rule's name.
 *
 * @param value the path, names separated by {@code /}
 */
public record FilePath(String value) implements Comparable<FilePath> {

  /** Most bytes of one name in UTF-8. */
  public static final int MAX_NAME_BYTES = 255;

  /** Most bytes of a path in UTF-8. */
  public static final int MAX_BYTES = 1024;

  /** Most names in a path. */
  public static final int MAX_DEPTH = 32;

  /** Checks every rule; composes nothing, so that what a container names is taken as it is. */
  public FilePath {
    check(value);
  }

  /** A path as a person or program gave it, brought into composed form (NFC) first. */
  public static FilePath of(String given) {
    return new FilePath(Normalizer.normalize(given, Normalizer.Form.NFC));
  }

  /** A path out of the database, which was checked on its way in. */
  static FilePath stored(String path) {
    return new FilePath(path);
  }

  /** The last name. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The folder this is in, or empty at the top. */
  public Optional<FilePath> parent() {
    int slash = value.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new FilePath(value.substring(0, slash)));
  }

  /** The folders this is in, outermost first. */
  public List<FilePath> ancestors() {
    List<FilePath> found = new ArrayList<>();
    for (int slash = value.indexOf('/'); slash > 0; slash = value.indexOf('/', slash + 1)) {
      found.add(new FilePath(value.substring(0, slash)));
    }
    return found;
  }

  /** Whether this is {@code folder} itself or anywhere below it. */
  public boolean isWithin(FilePath folder) {
    return value.equals(folder.value) || value.startsWith(folder.value + '/');
  }

  /** How many names it has. */
  public int depth() {
    return (int) value.chars().filter(c -> c == '/').count() + 1;
  }

  @Override
  public int compareTo(FilePath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static void check(String path) {
    if (path.isEmpty()) {
      throw FileErrors.invalidPath(path, "empty", "A path needs at least one name.");
    }
    if (path.startsWith("/")) {
      throw FileErrors.invalidPath(
          path, "relative", "A path starts with a name, not with a slash.");
    }
    int bytes = utf8Length(path);
    if (bytes > MAX_BYTES) {
      throw FileErrors.invalidPath(
          path,
          "path-length",
          "A path has at most %,d bytes; this one has %,d.".formatted(MAX_BYTES, bytes));
    }
    String[] names = path.split("/", -1);
    if (names.length > MAX_DEPTH) {
      throw FileErrors.invalidPath(
          path,
          "depth",
          "A path has at most %d names; this one has %d.".formatted(MAX_DEPTH, names.length));
    }
    for (String name : names) {
      checkName(path, name);
    }
    if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
      throw FileErrors.invalidPath(
          path, "composed-form", "A path is in Unicode's composed form (NFC).");
    }
  }

  private static void checkName(String path, String name) {
    if (name.isEmpty()) {
      throw FileErrors.invalidPath(
          path, "empty-name", "A name has at least one character: no // and no slash at the end.");
    }
    if (name.equals(".") || name.equals("..")) {
      throw FileErrors.invalidPath(path, "dot-name", "The names . and .. are not allowed.");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw FileErrors.invalidPath(
          path, "control-character", "A name has no NUL and no control characters.");
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_NAME_BYTES) {
      throw FileErrors.invalidPath(
          path,
          "name-length",
          "A name has at most %d bytes; this one has %,d.".formatted(MAX_NAME_BYTES, bytes));
    }
  }

  private static int utf8Length(String path) {
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(path)).remaining();
    } catch (CharacterCodingException e) {
      throw FileErrors.invalidPath(path, "utf-8", "A path is valid UTF-8.");
    }
  }
}
