package dev.cove.sandbox.terminal;

import dev.cove.starter.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** What can go wrong with a terminal. */
final class TerminalErrors {

  private TerminalErrors() {}

  static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "terminal-not-found", "There is no such terminal.");
  }

  static ProblemException tooMany(int allowed) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "too-many-terminals",
            "A session has at most " + allowed + " terminals. Close one of them first.")
        .with("allowed", allowed);
  }
}
