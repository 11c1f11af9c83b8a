package dev.cove.sandbox.disk;

/** A disk cannot be had, so the container must not start without what its session kept. */
public final class DiskException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DiskException(String message) {
    super(message);
  }

  DiskException(String message, Throwable cause) {
    super(message, cause);
  }
}
