package dev.cove.review.comment;

import dev.cove.starter.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** What can go wrong when a suggestion is applied. */
public final class SuggestionErrors {

  private SuggestionErrors() {}

  /** The lines are not in the session as they were reviewed. */
  public static ProblemException conflict() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "suggestion-conflict",
        "The lines of this suggestion changed since they were reviewed. Apply it by hand.");
  }

  static ProblemException none() {
    return new ProblemException(
        HttpStatus.CONFLICT, "no-suggestion", "This comment suggests no other text.");
  }
}
