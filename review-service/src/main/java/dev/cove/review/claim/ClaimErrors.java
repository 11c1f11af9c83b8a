package dev.cove.review.claim;

import dev.cove.review.review.Review;
import dev.cove.starter.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** What can go wrong with a claim. */
final class ClaimErrors {

  private static final String NOT_A_REVIEWER = "not-a-reviewer";
  private static final String LEVEL_TOO_LOW = "level-too-low";
  private static final String CLAIM_LIMIT = "claim-limit";

  /** Refusals that newer news about the reviewer's level could turn around. */
  static final Set<String> BY_LEVEL = Set.of(NOT_A_REVIEWER, LEVEL_TOO_LOW, CLAIM_LIMIT);

  private ClaimErrors() {}

  static ProblemException notAReviewer() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        NOT_A_REVIEWER,
        "Only reviewers review. A reviewer level is chosen in the profile.");
  }

  static ProblemException levelTooLow(Review review) {
    return new ProblemException(
            HttpStatus.FORBIDDEN,
            LEVEL_TOO_LOW,
            "A review of priority %s needs a senior reviewer.".formatted(review.priority()))
        .with("priority", review.priority().name());
  }

  static ProblemException limit(int limit, int held) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            CLAIM_LIMIT,
            "At most %d claims may be open at once, and there are %d. Finish or release one first."
                .formatted(limit, held))
        .with("limit", limit)
        .with("held", held);
  }

  static ProblemException notYours() {
    return new ProblemException(
        HttpStatus.FORBIDDEN, "not-your-claim", "Only who has claimed the review may do this.");
  }

  static ProblemException mustVerify(List<UUID> threads) {
    return new ProblemException(
            HttpStatus.CONFLICT,
            "must-verify-open",
            "%d thread(s) that must be verified are open. Resolve them before you approve."
                .formatted(threads.size()))
        .with("threads", threads.stream().map(UUID::toString).toList());
  }
}
