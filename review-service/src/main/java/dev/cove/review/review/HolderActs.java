package dev.cove.review.review;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the holder does with a review keeps the claim; nothing anybody else does. Thread-safe. */
@Component
public class HolderActs {

  private final Reviews reviews;
  private final Transitions transitions;
  private final LeaseProperties lease;

  HolderActs(Reviews reviews, Transitions transitions, LeaseProperties lease) {
    this.reviews = reviews;
    this.transitions = transitions;
    this.lease = lease;
  }

  /** Notes that this person did something with the review, who may or may not hold it. */
  public void acted(Review review, UUID user) {
    reviews.renewLease(review.id(), user, transitions.now().plus(lease.duration()));
  }
}
