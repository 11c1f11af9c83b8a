package dev.cove.workspace.feed.messaging;

import dev.cove.starter.event.InboundEvent;
import dev.cove.workspace.feed.Feeds;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Passes news on to the sockets of this instance. Every instance hears everything, from now on
 * only: what a socket missed it reads from the database. Hearing something twice changes nothing,
 * so there is no inbox.
 */
@Component
class NewsListener {

  private static final String BROADCAST =
      "${spring.application.name}-news-#{T(java.util.UUID).randomUUID()}";
  private static final String FROM_NOW = "auto.offset.reset=latest";

  private final Feeds feeds;

  NewsListener(Feeds feeds) {
    this.feeds = feeds;
  }

  /** What is used of a session's, a file's or a sandbox's event. */
  record News(@Nullable UUID sessionId, @Nullable JsonNode sandbox, @Nullable JsonNode measured) {}

  /** What is used of a user's event. */
  record UserNews(UUID userId) {}

  @KafkaListener(
      topics = {"cove.files", "cove.sessions", "cove.sandboxes", "cove.users"},
      groupId = BROADCAST,
      properties = FROM_NOW)
  void on(InboundEvent event) {
    switch (event.type()) {
      case "files-changed" -> feeds.filesChanged(session(event));
      case "session-updated", "session-trashed", "session-deleted" ->
          feeds.sessionChanged(session(event));
      case "sandbox-started", "sandbox-stopped" -> sandbox(event);
      case "sandbox-measured" -> measured(event);
      case "user-disabled", "user-deleted" -> feeds.shutOut(event.as(UserNews.class).userId());
      default -> {
        // not news for a browser
      }
    }
  }

  private void sandbox(InboundEvent event) {
    JsonNode sandbox = event.as(News.class).sandbox();
    if (sandbox != null && sandbox.isObject()) {
      feeds.sandboxChanged(session(event), sandbox.toString());
    }
  }

  private void measured(InboundEvent event) {
    JsonNode measured = event.as(News.class).measured();
    if (measured != null && measured.isObject()) {
      feeds.sandboxMeasured(session(event), measured.toString());
    }
  }

  private static UUID session(InboundEvent event) {
    UUID named = event.as(News.class).sessionId();
    return named == null ? UUID.fromString(event.subject()) : named;
  }
}
