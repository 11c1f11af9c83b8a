package dev.cove.workspace.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes throw-away sessions when their time is over. Any number of instances may do it. */
@Component
class ThrowAwayCollector {

  private static final Logger log = LoggerFactory.getLogger(ThrowAwayCollector.class);

  private final ThrowAwaySessions sessions;

  ThrowAwayCollector(ThrowAwaySessions sessions) {
    this.sessions = sessions;
  }

  @Scheduled(fixedDelayString = "PT15S", initialDelayString = "PT15S")
  void collect() {
    try {
      int deleted = sessions.removeExpired();
      while (deleted > 0) {
        log.info("Deleted {} sessions that ran a round of a review for their time", deleted);
        deleted = sessions.removeExpired();
      }
    } catch (OptimisticLockingFailureException e) {
      log.debug("Another instance deletes the same sessions", e);
    }
  }
}
