package dev.cove.workspace.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cove.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one reported change.
 *
 * @param path the path as reported
 * @param status what was done
 * @param etag the hash that is current now
 * @param code why it was refused, or is only noted
 * @param detail the same for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SandboxResult(
    String path,
    Status status,
    @Nullable String etag,
    @Nullable String code,
    @Nullable String detail) {

  /** What can become of a change. */
  public enum Status {
    /** It is saved. */
    APPLIED,
    /** It was so already. */
    UNCHANGED,
    /** The other side had changed the same: both are kept. */
    CONFLICT,
    /** It is not saved, for the reason given. */
    REFUSED
  }

  static SandboxResult of(String path, Status status, @Nullable String etag) {
    return new SandboxResult(path, status, etag, null, null);
  }

  static SandboxResult noted(
      String path, Status status, @Nullable String etag, String code, String detail) {
    return new SandboxResult(path, status, etag, code, detail);
  }

  static SandboxResult refused(String path, ProblemException why) {
    return new SandboxResult(path, Status.REFUSED, null, why.code(), why.detail());
  }
}
