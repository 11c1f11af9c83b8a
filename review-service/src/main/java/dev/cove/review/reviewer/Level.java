package dev.cove.review.reviewer;

/** What a person may review, by their own choice in the profile. */
public enum Level {
  /** Nothing. */
  NONE,
  /** Reviews of priority LOW and MEDIUM. */
  JUNIOR,
  /** Every review. */
  SENIOR
}
