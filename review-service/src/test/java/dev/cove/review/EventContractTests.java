package dev.cove.review;

import dev.cove.review.review.Priority;
import dev.cove.review.review.ReviewChanged;
import dev.cove.review.review.ReviewStatus;
import dev.cove.starter.test.EventContract;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventContractTests {

  private static final UUID REVIEW = UUID.fromString("01990000-0000-7000-8000-000000000001");
  private static final UUID SESSION = UUID.fromString("01990000-0000-7000-8000-000000000002");
  private static final UUID AUTHOR = UUID.fromString("01990000-0000-7000-8000-000000000003");
  private static final UUID REVIEWER = UUID.fromString("01990000-0000-7000-8000-000000000004");
  private static final UUID COMMENT = UUID.fromString("01990000-0000-7000-8000-000000000005");

  private static ReviewChanged sample(
      String type, ReviewStatus status, @Nullable UUID actor, @Nullable String outcome) {
    boolean comment = type.equals(ReviewChanged.COMMENTED);
    return new ReviewChanged(
        type,
        REVIEW,
        SESSION,
        "Please look at this",
        status,
        Priority.MEDIUM,
        1,
        AUTHOR,
        type.equals(ReviewChanged.SUBMITTED) ? null : REVIEWER,
        actor,
        outcome,
        comment ? COMMENT : null,
        comment ? "src/main.py" : null,
        comment ? 3 : null,
        List.of(AUTHOR.equals(actor) ? REVIEWER : AUTHOR));
  }

  @Test
  void eventsEqualTheGoldenSamples() {
    EventContract.verify(sample(ReviewChanged.SUBMITTED, ReviewStatus.PENDING, AUTHOR, null));
    EventContract.verify(sample(ReviewChanged.CLAIMED, ReviewStatus.IN_REVIEW, REVIEWER, null));
    EventContract.verify(sample(ReviewChanged.RELEASED, ReviewStatus.PENDING, null, "LAPSE"));
    EventContract.verify(sample(ReviewChanged.COMMENTED, ReviewStatus.IN_REVIEW, REVIEWER, null));
    EventContract.verify(sample(ReviewChanged.RESUBMITTED, ReviewStatus.IN_REVIEW, AUTHOR, null));
    EventContract.verify(
        sample(ReviewChanged.COMPLETED, ReviewStatus.APPROVED, REVIEWER, "APPROVE"));
    EventContract.verify(sample(ReviewChanged.WITHDRAWN, ReviewStatus.WITHDRAWN, AUTHOR, null));
  }
}
