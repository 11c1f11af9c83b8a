package dev.cove.workspace.archive;

import dev.cove.starter.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;

/** What can go wrong with archives. */
public final class ArchiveErrors {

  private static final int SHOWN_NAME = 200;
  private static final int SHOWN_PATHS = 100;

  private ArchiveErrors() {}

  /** An entry that may not come in; nothing of the import has. */
  static ProblemException badEntry(String name, String rule, String detail) {
    String shown =
        name.codePoints()
                .limit(SHOWN_NAME)
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + (name.codePointCount(0, name.length()) > SHOWN_NAME ? "…" : "");
    return new ProblemException(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-archive-entry",
            "Nothing was imported: " + shown + ": " + detail)
        .with("entry", shown)
        .with("rule", rule);
  }

  static ProblemException notAnArchive() {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT, "invalid-archive", "That is not a readable zip file.");
  }

  static ProblemException tooLarge(long limit, long actual) {
    return new ProblemException(
            HttpStatus.CONTENT_TOO_LARGE,
            "workspace-full",
            "Unpacked, this is over the %,d bytes that a workspace holds.".formatted(limit))
        .with("limit", limit)
        .with("actual", actual);
  }

  static ProblemException tooManyEntries(long limit, long actual) {
    return new ProblemException(
            HttpStatus.CONTENT_TOO_LARGE,
            "too-many-entries",
            "A workspace has at most %,d files and folders; this brings %,d."
                .formatted(limit, actual))
        .with("limit", limit)
        .with("actual", actual);
  }

  /** More paths than one request may name. */
  public static ProblemException tooManyPaths(int limit) {
    return ProblemException.invalid(
        new ProblemException.FieldError("path", "is given at most %d times".formatted(limit)));
  }

  /** Names that are taken already, when nothing was said about what to do. */
  static ProblemException clashes(List<String> paths) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "import-clash",
            "%d files are there already. Choose to replace them, keep both or skip."
                .formatted(paths.size()))
        .with("count", paths.size())
        .with("paths", paths.stream().limit(SHOWN_PATHS).toList());
  }

  /** A request with nothing in it. */
  public static ProblemException nothing() {
    return ProblemException.invalid(
        new ProblemException.FieldError("files", "has at least one file"));
  }
}
