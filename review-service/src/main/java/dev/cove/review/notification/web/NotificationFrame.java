package dev.cove.review.notification.web;

/** What the server says on the notification socket. */
sealed interface NotificationFrame {

  /** One notification, with the count of unread ones after it. */
  record Told(String type, NotificationResponse notification, int unread)
      implements NotificationFrame {

    Told(NotificationResponse notification, int unread) {
      this("notification", notification, unread);
    }
  }

  /** Whether news are held up, because the broker does not answer; not said while it always did. */
  record Late(String type, boolean late) implements NotificationFrame {

    Late(boolean late) {
      this("late", late);
    }
  }

  /** The count of unread ones, at first and when it changed elsewhere. */
  record Unread(String type, int unread) implements NotificationFrame {

    Unread(int unread) {
      this("unread", unread);
    }
  }
}
