package dev.cove.review.review;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as stored.
 *
 * @param round the newest round, from 1
 * @param paths what of the session is submitted; null for everything
 * @param authors everybody who wrote what is reviewed: they can never review it
 * @param leaseExpiresAt when the claim ends unless its holder acts; null while it is not their turn
 * @param queuedAt since when it waits; a returned claim keeps this
 * @param version changes with every transition
 */
public record Review(
    UUID id,
    UUID sessionId,
    String title,
    String description,
    Priority priority,
    ReviewStatus status,
    int round,
    @Nullable List<String> paths,
    UUID submittedBy,
    Set<UUID> authors,
    @Nullable UUID reviewer,
    @Nullable UUID requestedReviewer,
    @Nullable Instant leaseExpiresAt,
    Instant queuedAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant decidedAt,
    long version) {

  /** Whether the claim is over because the holder did nothing. */
  boolean lapsed(Instant now) {
    return status == ReviewStatus.IN_REVIEW
        && leaseExpiresAt != null
        && !leaseExpiresAt.isAfter(now);
  }

  /** Whether this person holds the claim. */
  public boolean heldBy(UUID user) {
    return status.open() && user.equals(reviewer);
  }

  /** Whether this person submitted it. */
  public boolean submittedBy(UUID user) {
    return submittedBy.equals(user);
  }
}
