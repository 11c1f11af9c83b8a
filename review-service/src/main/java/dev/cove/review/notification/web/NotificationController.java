package dev.cove.review.notification.web;

import dev.cove.review.notification.Notification;
import dev.cove.review.notification.NotificationGroup;
import dev.cove.review.notification.Notifications;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications")
class NotificationController {

  record CountResponse(int count) {}

  private final Notifications notifications;

  NotificationController(Notifications notifications) {
    this.notifications = notifications;
  }

  @GetMapping
  Slice<NotificationResponse> list(
      CurrentUser user,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Slice.limit(limit);
    long before = Objects.requireNonNullElse(cursor, Long.MAX_VALUE);
    List<Notification> found = notifications.before(user.id(), before, unread, size + 1);
    return Slice.of(found, size, last -> Long.toString(last.sequence()))
        .map(NotificationResponse::from);
  }

  @GetMapping("/groups")
  Slice<NotificationGroupResponse> groups(
      CurrentUser user,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable Long cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Slice.limit(limit);
    long before = Objects.requireNonNullElse(cursor, Long.MAX_VALUE);
    List<NotificationGroup> found = notifications.groups(user.id(), before, unread, size + 1);
    return Slice.of(found, size, last -> Long.toString(last.latest().sequence()))
        .map(NotificationGroupResponse::from);
  }

  @GetMapping("/unread-count")
  CountResponse unreadCount(CurrentUser user) {
    return new CountResponse(notifications.unread(user.id()));
  }

  @PostMapping("/{id}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@PathVariable UUID id, CurrentUser user) {
    notifications.read(user.id(), id);
  }

  @PostMapping("/read-all")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void readAll(CurrentUser user, @RequestParam(required = false) @Nullable UUID reviewId) {
    notifications.readAll(user.id(), reviewId);
  }
}
