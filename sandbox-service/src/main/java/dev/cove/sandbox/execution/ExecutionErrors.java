package dev.cove.sandbox.execution;

import dev.cove.starter.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** What can go wrong with an execution. */
final class ExecutionErrors {

  private ExecutionErrors() {}

  static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "execution-not-found", "There is no such execution.");
  }

  static ProblemException tooMany(int allowed) {
    return new ProblemException(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-executions",
            "At most " + allowed + " programs run at a time in a session. Wait for one to end.")
        .header("Retry-After", "1");
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
