package dev.cove.review.review;

import static dev.cove.review.review.ReviewStatus.APPROVED;
import static dev.cove.review.review.ReviewStatus.CHANGES_REQUESTED;
import static dev.cove.review.review.ReviewStatus.IN_REVIEW;
import static dev.cove.review.review.ReviewStatus.PENDING;
import static dev.cove.review.review.ReviewStatus.REJECTED;
import static dev.cove.review.review.ReviewStatus.WITHDRAWN;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every legal move of a review, in one place; what is not here is illegal. */
public final class StateTable {

  private StateTable() {}

  /**
   * Where an act leads.
   *
   * @param held whether somebody holds a claim on the review: a new round goes back to that person
   */
  public static Optional<ReviewStatus> next(ReviewStatus from, Act act, boolean held) {
    return Optional.ofNullable(
        switch (from) {
          case PENDING -> fromPending(act);
          case IN_REVIEW -> fromInReview(act);
          case CHANGES_REQUESTED -> fromChangesRequested(act, held);
          case WITHDRAWN -> act == Act.REOPEN ? PENDING : null;
          case APPROVED, REJECTED -> null;
        });
  }

  private static @Nullable ReviewStatus fromPending(Act act) {
    return switch (act) {
      case CLAIM, ASSIGN -> IN_REVIEW;
      case RESUBMIT -> PENDING;
      case WITHDRAW -> WITHDRAWN;
      default -> null;
    };
  }

  private static @Nullable ReviewStatus fromInReview(Act act) {
    return switch (act) {
      case ASSIGN -> IN_REVIEW;
      case RELEASE, LAPSE, FREE, RECOMMEND -> PENDING;
      case APPROVE -> APPROVED;
      case REQUEST_CHANGES -> CHANGES_REQUESTED;
      case REJECT -> REJECTED;
      case WITHDRAW -> WITHDRAWN;
      default -> null;
    };
  }

  private static @Nullable ReviewStatus fromChangesRequested(Act act, boolean held) {
    return switch (act) {
      case ASSIGN, FREE, RELEASE -> CHANGES_REQUESTED;
      case RESUBMIT -> held ? IN_REVIEW : PENDING;
      case WITHDRAW -> WITHDRAWN;
      default -> null;
    };
  }
}
