package dev.cove.review.review;

import java.util.Arrays;

/** How much a review matters; its weight is where it starts in the queue. */
public enum Priority {
  /** The least. */
  LOW(1),
  /** Unless told. */
  MEDIUM(2),
  /** Needs a senior. */
  HIGH(3),
  /** The most; needs a senior. */
  URGENT(4);

  private final int weight;

  Priority(int weight) {
    this.weight = weight;
  }

  /** 1 to 4; a day of waiting is worth one more. */
  public int weight() {
    return weight;
  }

  /** Whether only a senior may take it. */
  public boolean needsSenior() {
    return weight > MEDIUM.weight;
  }

  static Priority ofWeight(int weight) {
    return Arrays.stream(values())
        .filter(priority -> priority.weight == weight)
        .findFirst()
        .orElseThrow();
  }
}
