package dev.cove.starter.event;

import dev.cove.starter.problem.Problems;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.MDC;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an event's effect happen once, however often the event comes: the id is written in the same
 * transaction as the effect, and a second one finds it there. Thread-safe.
 */
public class Inbox {

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final String consumer;
  private final Clock clock;
  private final Duration retention;

  Inbox(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      String consumer,
      Clock clock,
      Duration retention) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.consumer = consumer;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Runs the effect in a transaction unless this event was handled before. When the effect throws,
   * nothing is kept and the event will come again. Effects are quick: what takes long is handed on
   * after the commit.
   *
   * @return whether the effect ran
   */
  public boolean once(InboundEvent event, Runnable effect) {
    String before = MDC.get(Problems.REQUEST_ID);
    String correlation = event.correlationId();
    if (correlation != null) {
      MDC.put(Problems.REQUEST_ID, correlation);
    }
    try {
      return Boolean.TRUE.equals(transaction.execute(_ -> first(event, effect)));
    } finally {
      if (before == null) {
        MDC.remove(Problems.REQUEST_ID);
      } else {
        MDC.put(Problems.REQUEST_ID, before);
      }
    }
  }

  private boolean first(InboundEvent event, Runnable effect) {
    int inserted =
        jdbc.update(
            "insert into inbox (event_id, consumer) values (?, ?) on conflict do nothing",
            event.id(),
            consumer);
    if (inserted == 0) {
      return false;
    }
    effect.run();
    return true;
  }

  /** Forgets ids that are too old to come again. */
  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
  void forget() {
    jdbc.update(
        "delete from inbox where received_at < ?",
        Timestamp.from(clock.instant().minus(retention)));
  }
}
