package dev.cove.sandbox.execution;

import dev.cove.starter.problem.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** What can go wrong with an execution. */
final class ExecutionErrors {

  private ExecutionErrors() {}

  static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "execution-not-found", "There is no such execution.");
  }

  static ProblemException tooMany(int running, int waiting) {
    return new ProblemException(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-executions",
            "At most "
                + running
                + " programs run at a time in a session, and "
                + waiting
                + " wait for their turn. Wait for one to end.")
        .header("Retry-After", "1")
        .with("limit", running)
        .with("queue", waiting);
  }

  static ProblemException turnDidNotCome(Duration waited) {
    return new ProblemException(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-executions",
            "The program waited "
                + waited.toSeconds()
                + " seconds for its turn, and others still run. Wait for one to end.")
        .header("Retry-After", "5");
  }

  static ProblemException refused(String code) {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "execution-refused",
        "The sandbox could not begin the program: " + code + ".");
  }

  static ProblemException invalid(String field, String message) {
    return ProblemException.invalid(new ProblemException.FieldError(field, message));
  }

  static ProblemException lost() {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "execution-lost",
            "The sandbox went away while the program ran. Start it again.")
        .header("Retry-After", "2");
  }
}
