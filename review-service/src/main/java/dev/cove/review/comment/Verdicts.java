package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Kind;
import dev.cove.review.comment.Comment.Place;
import dev.cove.review.review.Review;
import dev.cove.review.review.Transitions;
import dev.cove.starter.id.TimeOrderedUuid;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The comments that go out with a verdict. Thread-safe. */
@Component
public class Verdicts {

  private final Comments comments;
  private final Transitions transitions;

  Verdicts(Comments comments, Transitions transitions) {
    this.comments = comments;
    this.transitions = transitions;
  }

  /** Publishes the reviewer's drafts and their summary in the transaction of the verdict. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publish(Review review, UUID reviewer, String outcome, @Nullable String summary) {
    Instant now = transitions.now();
    comments.publishDrafts(review.id(), reviewer, now);
    if (summary != null && !summary.isBlank()) {
      comments.insert(
          new Comment(
              TimeOrderedUuid.next(),
              review.id(),
              reviewer,
              null,
              Kind.GENERAL,
              summary,
              new Place(review.round(), null, null, null, null),
              null,
              false,
              false,
              false,
              outcome,
              null,
              null,
              now,
              now),
          null);
    }
  }
}
