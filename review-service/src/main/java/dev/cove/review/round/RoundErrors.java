package dev.cove.review.round;

import dev.cove.starter.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** What can go wrong with a round. */
public final class RoundErrors {

  private RoundErrors() {}

  /** Nobody could confirm that the container's writes are in the session. */
  public static ProblemException syncUnconfirmed() {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "sync-unconfirmed",
            "It could not be confirmed that everything in the sandbox is saved, so nothing was"
                + " submitted. Try again in a moment.")
        .header("Retry-After", "5");
  }

  /** A part of the platform that is needed does not answer. */
  public static ProblemException unavailable() {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "service-unavailable",
            "A part of the platform does not answer just now. Try again in a moment.")
        .header("Retry-After", "2");
  }

  /** No such round. */
  public static ProblemException noRound(int number) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "The review has no round %d.".formatted(number));
  }

  /** No such file in the snapshot. */
  public static ProblemException noFile() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "file-not-in-round", "There is no such file in this round.");
  }

  /** The snapshot's content was removed for good. */
  public static ProblemException snapshotGone() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "snapshot-gone", "The files of this round are not kept any more.");
  }

  /** A session in the trash is not submitted. */
  public static ProblemException notActive(String status) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "session-not-active",
            "The session is %s. Restore it before you submit it.".formatted(status))
        .with("status", status);
  }

  /** The caller runs as many rounds as one may. */
  public static ProblemException tooManyRuns(
      int limit, int actual, List<Map<String, String>> running) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "throw-away-limit",
            "You run %d rounds of reviews of %d at once. End one to run another."
                .formatted(actual, limit))
        .with("limit", limit)
        .with("actual", actual)
        .with("running", running);
  }

  /** A session in which somebody runs a round is not submitted. */
  public static ProblemException throwAway() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "throw-away-session",
        "This session only runs a round of a review for a while and cannot be submitted.");
  }

  /** A file of the choice does not exist, or the choice is empty. */
  public static ProblemException paths(String detail) {
    return ProblemException.invalid(new ProblemException.FieldError("paths", detail));
  }
}
