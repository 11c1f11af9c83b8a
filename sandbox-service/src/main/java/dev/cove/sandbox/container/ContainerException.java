package dev.cove.sandbox.container;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What can go wrong with containers. */
public abstract sealed class ContainerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private ContainerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The engine does not answer. */
  public static final class Unavailable extends ContainerException {
    private static final long serialVersionUID = 1L;

    /** With the cause for the log. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The image is not on this machine. */
  public static final class NoImage extends ContainerException {
    private static final long serialVersionUID = 1L;

    /** With the image's name. */
    public NoImage(String image, @Nullable Throwable cause) {
      super("the image " + image + " is not on this machine", cause);
    }
  }

  /** The engine does not know the configured runtime. */
  public static final class NoRuntime extends ContainerException {
    private static final long serialVersionUID = 1L;

    /** With the runtime's name and those the engine knows. */
    public NoRuntime(String runtime, Collection<String> known) {
      super(
          "the engine does not know the container runtime "
              + runtime
              + ", but "
              + String.join(", ", known)
              + ": install it and enter it under \"runtimes\" in the engine's daemon.json, or change"
              + " COVE_SANDBOX_RUNTIME",
          null);
    }
  }

  /** The engine refused. */
  public static final class Refused extends ContainerException {
    private static final long serialVersionUID = 1L;

    /** With the cause for the log. */
    public Refused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
