package dev.cove.review.review.web;

import dev.cove.review.review.Priority;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewStatus;
import dev.cove.review.review.ReviewView;
import dev.cove.review.review.Turn;
import dev.cove.review.reviewer.Named;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A review in the public contract. */
public record ReviewResponse(
    UUID id,
    UUID sessionId,
    String title,
    String description,
    Priority priority,
    ReviewStatus status,
    int round,
    @Nullable List<String> paths,
    Named submittedBy,
    @Nullable Named reviewer,
    @Nullable Named requestedReviewer,
    @Nullable Instant leaseExpiresAt,
    Turn turn,
    @Nullable Integer queuePosition,
    int openThreads,
    int fileCount,
    long bytes,
    @Nullable Named recommendedBy,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant decidedAt) {

  static ReviewResponse from(ReviewView view, Map<UUID, Named> names) {
    Review review = view.review();
    return new ReviewResponse(
        review.id(),
        review.sessionId(),
        review.title(),
        review.description(),
        review.priority(),
        review.status(),
        review.round(),
        review.paths(),
        Objects.requireNonNull(names.get(review.submittedBy())),
        name(review.reviewer(), names),
        name(review.requestedReviewer(), names),
        review.leaseExpiresAt(),
        review.status().turn(),
        view.queuePosition(),
        view.openThreads(),
        view.fileCount(),
        view.bytes(),
        name(view.recommendedBy(), names),
        review.createdAt(),
        review.updatedAt(),
        review.decidedAt());
  }

  private static @Nullable Named name(@Nullable UUID id, Map<UUID, Named> names) {
    return id == null ? null : names.get(id);
  }
}
