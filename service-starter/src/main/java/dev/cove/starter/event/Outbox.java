package dev.cove.starter.event;

import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.problem.Problems;
import java.sql.Timestamp;
import java.time.Clock;
import org.slf4j.MDC;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes domain events in the transaction that made them true, so that neither exists without the
 * other, and wakes the relay after the commit. Thread-safe.
 */
public class Outbox {

  private final JdbcTemplate jdbc;
  private final JsonMapper json;
  private final Clock clock;
  private final Runnable wake;

  Outbox(JdbcTemplate jdbc, JsonMapper json, Clock clock, Runnable wake) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
    this.wake = wake;
  }

  /** Appends the event. Fails outside a transaction. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void append(DomainEvent event) {
    jdbc.update(
        """
        insert into outbox (event_id, topic, event_key, type, correlation_id, occurred_at, data)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        TimeOrderedUuid.next(),
        event.topic(),
        event.key(),
        event.type(),
        MDC.get(Problems.REQUEST_ID),
        Timestamp.from(clock.instant()),
        json.writeValueAsString(event));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake.run();
          }
        });
  }
}
