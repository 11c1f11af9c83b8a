package dev.cove.review.notification;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notices what other instances changed in the feeds that are followed here: one indexed question
 * each half second for all of them together, and none while nobody follows.
 */
@Component
class FeedWatch {

  private final Notifications notifications;
  private final FeedSignals signals;
  private Map<UUID, Long> seen = new HashMap<>();

  FeedWatch(Notifications notifications, FeedSignals signals) {
    this.notifications = notifications;
    this.signals = signals;
  }

  @Scheduled(fixedDelay = 500)
  synchronized void look() {
    Set<UUID> followed = signals.followed();
    if (followed.isEmpty()) {
      seen = new HashMap<>();
      return;
    }
    Map<UUID, Long> now = notifications.changes(followed);
    Map<UUID, Long> before = seen;
    seen = now;
    now.forEach((recipient, changes) -> {
      if (!changes.equals(before.get(recipient))) {
        signals.wake(recipient);
      }
    });
  }
}
