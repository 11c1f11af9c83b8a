package dev.cove.sandbox.sandbox;

import dev.cove.starter.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What can go wrong with a sandbox. */
public final class SandboxErrors {

  /** The code of a refused start beyond the user's places. */
  public static final String LIMIT = "sandbox-limit";

  private SandboxErrors() {}

  static ProblemException draining() {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "node-draining",
            "No new sandboxes are started here at the moment; those that run go on. Try again later.")
        .header("Retry-After", "60");
  }

  static ProblemException limit(int allowed, List<Sandboxes.Active> running) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            LIMIT,
            "At most "
                + allowed
                + " sandboxes run at a time, and "
                + running.size()
                + " do. Stop one of them and start this one again.")
        .with("allowed", allowed)
        .with("running", running);
  }

  static ProblemException trashed() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "session-trashed",
        "This session is in the trash. Restore it to start it.");
  }

  /** The sandbox did not come up. */
  public static ProblemException failed(@Nullable String reason) {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "sandbox-failed",
            "The sandbox did not start. Try again in a moment.")
        .with("reason", reason == null ? "unknown" : reason)
        .header("Retry-After", "2");
  }

  /** The sandbox is not running just now. */
  public static ProblemException notRunning() {
    return new ProblemException(
        HttpStatus.CONFLICT, "sandbox-not-running", "The sandbox is not running. Start it first.");
  }

  /** The container does not answer just now. */
  public static ProblemException unreachable() {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "sandbox-unreachable",
            "The sandbox does not answer just now. Try again in a moment.")
        .header("Retry-After", "2");
  }

  /** The awaited revision did not arrive in time. */
  public static ProblemException revisionTimeout(long revision, long applied) {
    return new ProblemException(
            HttpStatus.GATEWAY_TIMEOUT,
            "revision-timeout",
            "Revision " + revision + " is not in the sandbox yet, it has " + applied + ".")
        .with("appliedRevision", applied);
  }

  static ProblemException flushTimeout() {
    return new ProblemException(
        HttpStatus.GATEWAY_TIMEOUT,
        "flush-timeout",
        "The sandbox's last changes did not reach the workspace in time.");
  }
}
