package dev.cove.sandbox.sandbox.messaging;

import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.LiveSandboxes;
import dev.cove.starter.event.InboundEvent;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * News of files only wakes the container's synchronisation, which asks for what it lacks: an event
 * that comes twice, late or out of order changes nothing, so no inbox is needed.
 */
@Component
class FilesListener {

  /** What this service reads of the event. */
  record FilesChanged(UUID sessionId, long revision) {}

  private static final Logger log = LoggerFactory.getLogger(FilesListener.class);

  private final LiveSandboxes sandboxes;

  FilesListener(LiveSandboxes sandboxes) {
    this.sandboxes = sandboxes;
  }

  @KafkaListener(topics = "cove.files")
  void on(InboundEvent event) {
    if (!event.type().equals("files-changed")) {
      return;
    }
    FilesChanged news = event.as(FilesChanged.class);
    sandboxes
        .find(news.sessionId())
        .filter(live -> live.ready().isDone())
        .ifPresent(live -> nudge(live, news.revision()));
  }

  private static void nudge(LiveSandbox live, long revision) {
    try {
      if (live.appliedRevision() < revision) {
        live.sync().nudge();
      }
    } catch (AgentException e) {
      log.debug("A sandbox that is going needs no news", e);
    }
  }
}
