package dev.cove.review.review;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a review's history.
 *
 * @param action an {@link Act}, or SUBMIT or EDIT
 * @param actor who did it; null for time and for an account's end
 * @param reviewer whom it concerned: the new or the former holder
 */
public record HistoryEntry(
    long id,
    String action,
    @Nullable ReviewStatus fromStatus,
    ReviewStatus toStatus,
    int round,
    @Nullable UUID actor,
    @Nullable UUID reviewer,
    @Nullable String reason,
    Instant at) {}
