package dev.cove.review.review;

/** Who has to act next. */
public enum Turn {
  /** The author: changes were asked for. */
  AUTHOR,
  /** The holder of the claim. */
  REVIEWER,
  /** Any reviewer, by a claim. */
  QUEUE,
  /** Nobody: the review is over. */
  NONE
}
