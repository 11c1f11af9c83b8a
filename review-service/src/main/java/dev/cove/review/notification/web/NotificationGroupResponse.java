package dev.cove.review.notification.web;

import dev.cove.review.notification.NotificationGroup;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notifications about one review, with the newest of them. */
record NotificationGroupResponse(
    @Nullable UUID reviewId, int count, int unread, NotificationResponse latest) {

  static NotificationGroupResponse from(NotificationGroup group) {
    return new NotificationGroupResponse(
        group.reviewId(), group.count(), group.unread(), NotificationResponse.from(group.latest()));
  }
}
