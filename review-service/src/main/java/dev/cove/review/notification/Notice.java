package dev.cove.review.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to tell somebody.
 *
 * @param occasion the event's id: one occasion is told a person once
 */
public record Notice(
    UUID occasion,
    String type,
    @Nullable UUID reviewId,
    @Nullable UUID sessionId,
    String title,
    String body,
    String link) {}
