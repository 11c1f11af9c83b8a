package dev.cove.review.round;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One submission of a session's files: a snapshot that nothing changes later.
 *
 * @param number from 1
 * @param revision the session's revision it was taken from
 * @param note the author's words for the reviewer
 */
public record Round(
    UUID reviewId,
    int number,
    UUID snapshotId,
    long revision,
    int fileCount,
    long bytes,
    @Nullable String note,
    Instant createdAt) {}
