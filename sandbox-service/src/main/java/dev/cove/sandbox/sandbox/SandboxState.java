package dev.cove.sandbox.sandbox;

/** Where a sandbox stands. Nothing stays STARTING or STOPPING past its time-out. */
public enum SandboxState {
  /** No container. */
  STOPPED,
  /** A container is being made and filled. */
  STARTING,
  /** Terminals and executions work. */
  RUNNING,
  /** The last changes are on their way to the workspace. */
  STOPPING,
  /** It ended or never came up; the reason says why. */
  FAILED;

  /** Whether it takes one of its owner's places. */
  public boolean isActive() {
    return switch (this) {
      case STARTING, RUNNING, STOPPING -> true;
      case STOPPED, FAILED -> false;
    };
  }
}
