package dev.cove.sandbox.workspace;

import org.jspecify.annotations.Nullable;

/** workspace-service did not do what was asked. */
public abstract sealed class WorkspaceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private WorkspaceException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** It does not answer just now: worth another try later. */
  public static final class Unavailable extends WorkspaceException {
    private static final long serialVersionUID = 1L;

    /** Says what happened. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The session is gone, or the request is refused for good. */
  public static final class Refused extends WorkspaceException {
    private static final long serialVersionUID = 1L;

    /** Says what was refused. */
    public Refused(String message) {
      super(message, null);
    }
  }
}
