package dev.cove.workspace.session;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes for ever what has been in the trash for its days. */
@Component
class TrashCollector {

  private static final Logger log = LoggerFactory.getLogger(TrashCollector.class);

  private final SessionService sessions;
  private final SessionKeys keys;
  private final Clock clock;

  TrashCollector(SessionService sessions, SessionKeys keys, Clock clock) {
    this.sessions = sessions;
    this.keys = keys;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void collect() {
    int deleted = sessions.emptyTrash();
    while (deleted > 0) {
      log.info("Deleted {} sessions that were in the trash for their time", deleted);
      deleted = sessions.emptyTrash();
    }
    keys.forgetOld(clock.instant());
  }
}
