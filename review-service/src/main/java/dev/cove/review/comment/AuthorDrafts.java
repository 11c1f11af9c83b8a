package dev.cove.review.comment;

import dev.cove.review.review.ReviewChanged;
import dev.cove.review.review.Transitions;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What an author has written as drafts goes out with the next round, in its transaction and with
 * its one event, as a reviewer's drafts go out with the verdict. Thread-safe.
 */
@Component
class AuthorDrafts {

  private final Comments comments;
  private final Transitions transitions;

  AuthorDrafts(Comments comments, Transitions transitions) {
    this.comments = comments;
    this.transitions = transitions;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void on(ReviewChanged change) {
    UUID author = change.actor();
    if (ReviewChanged.RESUBMITTED.equals(change.type()) && author != null) {
      comments.publishDrafts(change.reviewId(), author, transitions.now());
    }
  }
}
