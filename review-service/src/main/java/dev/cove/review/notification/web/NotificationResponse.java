package dev.cove.review.notification.web;

import dev.cove.review.notification.Notification;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record NotificationResponse(
    UUID id,
    long sequence,
    String type,
    @Nullable UUID reviewId,
    @Nullable UUID sessionId,
    String title,
    String body,
    String link,
    Instant createdAt,
    @Nullable Instant readAt) {

  static NotificationResponse from(Notification notification) {
    return new NotificationResponse(
        notification.id(),
        notification.sequence(),
        notification.type(),
        notification.reviewId(),
        notification.sessionId(),
        notification.title(),
        notification.body(),
        notification.link(),
        notification.createdAt(),
        notification.readAt());
  }
}
