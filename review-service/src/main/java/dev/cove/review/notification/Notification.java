package dev.cove.review.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should know.
 *
 * @param sequence counts a recipient's notifications without a hole in visibility: who has seen n
 *     has seen all before
 * @param link the page and place it is about, relative to the platform
 */
public record Notification(
    UUID id,
    long sequence,
    String type,
    @Nullable UUID reviewId,
    @Nullable UUID sessionId,
    String title,
    String body,
    String link,
    Instant createdAt,
    @Nullable Instant readAt) {}
