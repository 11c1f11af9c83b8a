package dev.cove.workspace.feed.messaging;

import dev.cove.starter.event.InboundEvent;
import dev.cove.workspace.feed.KnownSandboxes;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Remembers each session's sandbox as it was last heard of. An older event never replaces a newer
 * one, so hearing one twice changes nothing and there is no inbox.
 */
@Component
class SandboxListener {

  private final KnownSandboxes sandboxes;

  SandboxListener(KnownSandboxes sandboxes) {
    this.sandboxes = sandboxes;
  }

  /** What is used of a sandbox's event. */
  record SandboxNews(UUID sessionId, @Nullable JsonNode sandbox) {}

  @KafkaListener(topics = "cove.sandboxes")
  void on(InboundEvent event) {
    if (!event.type().startsWith("sandbox-")) {
      return;
    }
    SandboxNews news = event.as(SandboxNews.class);
    if (news.sandbox() != null && news.sandbox().isObject()) {
      sandboxes.heard(news.sessionId(), news.sandbox().toString(), event.time());
    }
  }
}
