package dev.cove.review.review;

/** Where a review stands. What leads from one to another is in {@link StateTable}. */
public enum ReviewStatus {
  /** In the queue. */
  PENDING(Turn.QUEUE),
  /** Claimed. */
  IN_REVIEW(Turn.REVIEWER),
  /** Waits for a new round by the author; who reviewed keeps the claim. */
  CHANGES_REQUESTED(Turn.AUTHOR),
  /** Over. */
  APPROVED(Turn.NONE),
  /** Over. */
  REJECTED(Turn.NONE),
  /** Taken back by the author, who may reopen it. */
  WITHDRAWN(Turn.NONE);

  private final Turn turn;

  ReviewStatus(Turn turn) {
    this.turn = turn;
  }

  /** Who has to act next. */
  public Turn turn() {
    return turn;
  }

  /** Whether the review is not over yet. */
  public boolean open() {
    return turn != Turn.NONE;
  }
}
