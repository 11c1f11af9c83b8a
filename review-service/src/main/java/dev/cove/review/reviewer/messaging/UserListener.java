package dev.cove.review.reviewer.messaging;

import dev.cove.review.reviewer.People;
import dev.cove.review.reviewer.Reviewers;
import dev.cove.starter.event.InboundEvent;
import dev.cove.starter.event.Inbox;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Keeps the read model of people, by the time of each event: late ones change nothing. */
@Component
final class UserListener {

  private final Inbox inbox;
  private final Reviewers reviewers;
  private final People people;

  UserListener(Inbox inbox, Reviewers reviewers, People people) {
    this.inbox = inbox;
    this.reviewers = reviewers;
    this.people = people;
  }

  @KafkaListener(id = "users", idIsGroup = false, topics = "cove.users")
  void on(InboundEvent event) {
    inbox.once(event, () -> apply(event));
  }

  private void apply(InboundEvent event) {
    UserNews news = event.as(UserNews.class);
    switch (event.type()) {
      case "user-registered", "user-updated", "reviewer-level-changed" ->
          reviewers.learn(news.person(event.time(), people.find(news.userId()).orElse(null)));
      case "user-disabled" -> reviewers.disable(news.userId(), event.time());
      case "user-deleted" -> reviewers.delete(news.userId(), event.time());
      default -> {
        // types of a later version concern nobody here
      }
    }
  }
}
