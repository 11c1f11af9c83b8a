package dev.cove.review.notification.messaging;

import dev.cove.review.notification.Notifications;
import dev.cove.review.reviewer.Named;
import dev.cove.review.reviewer.People;
import dev.cove.starter.event.InboundEvent;
import dev.cove.starter.event.Inbox;
import java.util.Objects;
import java.util.UUID;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Tells everybody whom an event about a review concerns. */
@Component
final class ReviewListener {

  private final Inbox inbox;
  private final Notifications notifications;
  private final People people;

  ReviewListener(Inbox inbox, Notifications notifications, People people) {
    this.inbox = inbox;
    this.notifications = notifications;
    this.people = people;
  }

  @KafkaListener(id = "reviews", idIsGroup = false, topics = "cove.reviews")
  void on(InboundEvent event) {
    inbox.once(event, () -> tell(event));
  }

  private void tell(InboundEvent event) {
    ReviewNews news = event.as(ReviewNews.class);
    UUID actorId = news.actor();
    String actor = actorId == null ? "Cove" : name(people.name(actorId));
    for (UUID recipient : news.audience()) {
      notifications.tell(
          recipient, Wording.notice(event.id(), event.type(), news, actor, recipient));
    }
  }

  private static String name(Named named) {
    return Objects.requireNonNullElse(named.displayName(), named.username());
  }
}
