package dev.cove.workspace.file;

import dev.cove.starter.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What can go wrong with files. */
public final class FileErrors {

  private static final int SHOWN_PATH = 200;
  private static final int SHOWN_PATHS = 100;

  private FileErrors() {}

  /** A path that breaks a rule of the contract. */
  public static ProblemException invalidPath(String path, String rule, String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST, "invalid-path", detail)
        .with("rule", rule)
        .with("path", shown(path));
  }

  /** No such session, or not the caller's. */
  public static ProblemException noSession(UUID session) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "session-not-found", "There is no session " + session + ".");
  }

  /** A change to a session in the trash. */
  public static ProblemException inTrash() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "session-trashed",
        "This session is in the trash. Restore it to change its files.");
  }

  /** Nothing at that path. */
  public static ProblemException noFile(FilePath path) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "file-not-found", "There is nothing at " + path + ".");
  }

  /** An item that was too large to keep. */
  public static ProblemException onlyInSandbox(FilePath path, long size) {
    return new ProblemException(
            HttpStatus.NOT_FOUND,
            "only-in-sandbox",
            "%s (%s) is only in the sandbox, not saved: it is over a limit."
                .formatted(path, megabytes(size)))
        .with("actual", size);
  }

  /** A folder where a file was meant. */
  public static ProblemException isFolder(FilePath path) {
    return new ProblemException(HttpStatus.CONFLICT, "path-is-folder", path + " is a folder.");
  }

  /** A file where a folder was meant. */
  public static ProblemException parentIsFile(FilePath parent) {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "parent-is-file",
        parent + " is a file, so nothing can be put into it.");
  }

  /** Something is there already. */
  public static ProblemException exists(FilePath path) {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "path-exists",
        "There is something at " + path + " already. Choose another name.");
  }

  /** Names that are taken already, when nothing was said about what to do. */
  static ProblemException exist(List<FilePath> paths) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "path-exists",
            paths.size() == 1
                ? "There is something at " + paths.getFirst() + " already."
                : "%,d names are taken already. Choose to replace, keep both or skip."
                    .formatted(paths.size()))
        .with("count", paths.size())
        .with("paths", paths.stream().limit(SHOWN_PATHS).map(FilePath::value).toList());
  }

  /** A folder cannot go into itself. */
  public static ProblemException intoItself(FilePath from) {
    return new ProblemException(
        HttpStatus.CONFLICT, "move-into-itself", from + " cannot be put into itself.");
  }

  /** A file over the limit for one file. */
  public static ProblemException fileTooLarge(long limit, long actual) {
    return limited(
        "file-too-large",
        "A file has at most %,d bytes; this one has %,d.".formatted(limit, actual),
        limit,
        actual);
  }

  /** A change after which the workspace would be over its limit. */
  public static ProblemException workspaceFull(long limit, long actual) {
    return limited(
        "workspace-full",
        "A workspace holds at most %s; with this it would hold %s."
            .formatted(megabytes(limit), megabytes(actual)),
        limit,
        actual);
  }

  /** A change after which the workspace would have too many entries. */
  public static ProblemException tooManyEntries(long limit, long actual) {
    return limited(
        "too-many-entries",
        "A workspace has at most %,d files and folders; with this it would have %,d."
            .formatted(limit, actual),
        limit,
        actual);
  }

  /** A write that does not say what it replaces. */
  public static ProblemException preconditionRequired() {
    return new ProblemException(
        HttpStatus.PRECONDITION_REQUIRED,
        "precondition-required",
        "Send If-Match with the etag you replace, or If-None-Match: * for a new file.");
  }

  /** A write that was made against another version than the current one. */
  public static ProblemException etagMismatch(@Nullable String current) {
    var problem =
        new ProblemException(
            HttpStatus.PRECONDITION_FAILED,
            "etag-mismatch",
            current == null
                ? "The file is not there any more. Save it as a new one."
                : "The file has changed since you read it. Compare, then save over the new etag.");
    if (current == null) {
      return problem;
    }
    return problem.with("etag", current).header("ETag", '"' + current + '"');
  }

  private static ProblemException limited(String code, String detail, long limit, long actual) {
    return new ProblemException(HttpStatus.CONTENT_TOO_LARGE, code, detail)
        .with("limit", limit)
        .with("actual", actual);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MB", bytes / 1024.0 / 1024.0);
  }

  private static String shown(String path) {
    String safe =
        path.codePoints()
            .limit(SHOWN_PATH)
            .map(c ->
                Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE
                    ? '\uFFFD'
                    : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return safe;
  }
}
