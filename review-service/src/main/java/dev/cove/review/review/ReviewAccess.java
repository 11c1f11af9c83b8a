package dev.cove.review.review;

import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.Reviewers;
import dev.cove.starter.security.CurrentUser;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Who may see a review: its author, administrators, its present and former reviewers, and any
 * reviewer while it is in the queue. For everybody else there is none. Thread-safe.
 */
@Component
public class ReviewAccess {

  private final Reviews reviews;
  private final History history;
  private final Reviewers reviewers;

  ReviewAccess(Reviews reviews, History history, Reviewers reviewers) {
    this.reviews = reviews;
    this.history = history;
    this.reviewers = reviewers;
  }

  /** The review, if the user may see it; else not found. Not meant for inside a transaction. */
  public Review visible(UUID id, CurrentUser user) {
    Review review = reviews.find(id).orElseThrow(ReviewErrors::notFound);
    if (!sees(review, user)) {
      throw ReviewErrors.notFound();
    }
    return review;
  }

  /** The review, if the user may try to claim it: a reviewer may know that it is taken. */
  public Review claimable(UUID id, CurrentUser user) {
    Review review = reviews.find(id).orElseThrow(ReviewErrors::notFound);
    if (reviewers.level(user.id()) == Level.NONE && !sees(review, user)) {
      throw ReviewErrors.notFound();
    }
    return review;
  }

  /** The review, if the user submitted it; who may only see it learns that it is not theirs. */
  public Review own(UUID id, CurrentUser user) {
    Review review = visible(id, user);
    if (!review.submittedBy(user.id())) {
      throw ReviewErrors.authorOnly();
    }
    return review;
  }

  private boolean sees(Review review, CurrentUser user) {
    return review.submittedBy(user.id())
        || user.admin()
        || user.id().equals(review.reviewer())
        || history.everHeld(review.id(), user.id())
        || (review.status() == ReviewStatus.PENDING && reviewers.level(user.id()) != Level.NONE);
  }
}
