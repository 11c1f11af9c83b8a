package dev.cove.review.comment;

import dev.cove.starter.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** What can go wrong with a comment. */
final class CommentErrors {

  private CommentErrors() {}

  static ProblemException notFound() {
    return new ProblemException(HttpStatus.NOT_FOUND, "not-found", "There is no such comment.");
  }

  static ProblemException notAllowed() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "not-your-claim",
        "Only the author and who has claimed the review comment on it.");
  }

  static ProblemException notYours() {
    return new ProblemException(
        HttpStatus.FORBIDDEN, "not-your-comment", "Only who wrote a comment changes it.");
  }

  static ProblemException mustVerify() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "must-verify",
        "The reviewer wants to verify this; only a reviewer sets that and resolves it.");
  }

  static ProblemException place(String field, String message) {
    return ProblemException.invalid(new ProblemException.FieldError(field, message));
  }
}
