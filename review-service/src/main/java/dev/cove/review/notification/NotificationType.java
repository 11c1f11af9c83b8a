package dev.cove.review.notification;

/** What people are told about; each can be switched off. */
public enum NotificationType {
  /** Somebody asks for a review by this person. */
  REVIEW_SUBMITTED,
  /** A review has a reviewer. */
  REVIEW_CLAIMED,
  /** A review has no reviewer any more. */
  REVIEW_RELEASED,
  /** A comment was published on its own. */
  REVIEW_COMMENTED,
  /** The author sent a new round. */
  REVIEW_RESUBMITTED,
  /** A verdict. */
  REVIEW_COMPLETED,
  /** The author took a review back. */
  REVIEW_WITHDRAWN,
  /** A claim ends soon. */
  LEASE_ENDING
}
