package dev.cove.workspace.archive;

import dev.cove.starter.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** What can go wrong with archives. */
public final class ArchiveErrors {

  private ArchiveErrors() {}

  /** An entry that may not come in; nothing of the import has. */
  static ProblemException badEntry(String name, String rule, String detail) {
    String shown = name.length() > 200 ? name.substring(0, 200) + "…" : name;
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

  /** Names that are taken already, when nothing was said about what to do. */
  static ProblemException clashes(java.util.List<String> paths) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "import-clash",
            "%d files are there already. Choose to replace them, keep both or skip."
                .formatted(paths.size()))
        .with("paths", paths.stream().limit(100).toList());
  }

  /** A request with nothing in it. */
  public static ProblemException nothing() {
    return ProblemException.invalid(
        new ProblemException.FieldError("files", "has at least one file"));
  }
}
