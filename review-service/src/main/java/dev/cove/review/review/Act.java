package dev.cove.review.review;

/** What can be done to a review. */
public enum Act {
  /** A reviewer takes it. */
  CLAIM,
  /** It is handed to a reviewer, by the holder or an administrator. */
  ASSIGN,
  /** The holder gives it back, or an administrator takes it back. */
  RELEASE,
  /** The lease ended without an act of the holder. */
  LAPSE,
  /** The holder may not review (so much) any more. */
  FREE,
  /** The holder agrees. */
  APPROVE,
  /** A junior agrees to what needs a senior, who is to claim it next. */
  RECOMMEND,
  /** The holder asks for a new round. */
  REQUEST_CHANGES,
  /** The holder refuses. */
  REJECT,
  /** The author sends a new round. */
  RESUBMIT,
  /** The author takes it back. */
  WITHDRAW,
  /** The author brings a withdrawn review back into the queue. */
  REOPEN
}
