package dev.cove.review.notification;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person was told about one review.
 *
 * @param reviewId null for what is about none
 * @param latest the newest of them
 */
public record NotificationGroup(
    @Nullable UUID reviewId, int count, int unread, Notification latest) {}
