package dev.cove.review.review;

import dev.cove.review.reviewer.Named;
import dev.cove.starter.problem.ProblemException;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** What can go wrong with a review. */
public final class ReviewErrors {

  private ReviewErrors() {}

  /** There is none, or the caller may not know of it. */
  public static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is no such review among those you can see.");
  }

  /** There is no such session, or it is somebody else's. */
  public static ProblemException noSession() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is no such session among yours.");
  }

  /** The session has an open review already. */
  public static ProblemException open() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "review-open",
        "This session has an open review already. Send a new round there, or withdraw it first.");
  }

  /** The move is not in the state table. */
  public static ProblemException illegalTransition(Review review, Act act) {
    String words = act.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new ProblemException(
            HttpStatus.CONFLICT,
            "illegal-transition",
            "A review that is %s does not allow: %s. Read it again."
                .formatted(review.status(), words))
        .with("status", review.status().name());
  }

  /** It is over, so nothing about it changes any more. */
  public static ProblemException over(Review review) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "illegal-transition",
            "The review is %s and does not change any more.".formatted(review.status()))
        .with("status", review.status().name());
  }

  /** Somebody holds it. */
  public static ProblemException alreadyClaimed(Review review, Named holder) {
    var problem =
        new ProblemException(
                HttpStatus.CONFLICT,
                "already-claimed",
                "%s has claimed this review. Take another one, or wait until it is given back."
                    .formatted(holder.username()))
            .with("holder", holder)
            .with("status", review.status().name());
    return review.leaseExpiresAt() == null
        ? problem
        : problem.with("leaseExpiresAt", review.leaseExpiresAt().toString());
  }

  /** Nobody reviews what they wrote. */
  public static ProblemException selfReview() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "self-review",
        "Who wrote the files, or what they were copied from, cannot review them.");
  }

  /** Only who submitted it may do this. */
  public static ProblemException authorOnly() {
    return new ProblemException(
        HttpStatus.FORBIDDEN, "author-only", "Only the author of the review may do this.");
  }
}
