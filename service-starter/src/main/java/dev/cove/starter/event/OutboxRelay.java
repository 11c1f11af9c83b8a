package dev.cove.starter.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries the outbox to Kafka: one instance of a service at a time (a PostgreSQL advisory lock,
 * held for one transaction), in order per key, each row deleted only after the broker has
 * acknowledged it. So every event arrives at least once, and the consumers' inbox makes that once;
 * that is also why its commits wait for no disk, and leave the disk to the business. It is woken
 * after each commit and polls slowly as the safety net; while the broker is away it backs off to at
 * most five seconds.
 */
final class OutboxRelay implements SmartLifecycle {

  /** Adds to the cost of the lock's number so that it collides with no other use. */
  private static final String LOCK =
      """
      select pg_try_advisory_xact_lock(hashtextextended(?, 7601)),
        set_config('synchronous_commit', 'off', true)
      """;

  private static final String NEXT =
      """
      select id, event_id, topic, event_key, type, correlation_id, occurred_at, data
      from outbox order by id limit ?
      """;

  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(5);
  private static final Duration LOCK_BUSY = Duration.ofMillis(5);

  private enum Outcome {
    DRAINED,
    MORE,
    BUSY,
    FAILED
  }

  private final String service;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final KafkaTemplate<String, Object> kafka;
  private final EventProperties properties;
  private final Semaphore nudges = new Semaphore(0);
  private volatile @Nullable Thread worker;

  OutboxRelay(
      String service,
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      KafkaTemplate<String, Object> kafka,
      EventProperties properties) {
    this.service = service;
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.kafka = kafka;
    this.properties = properties;
  }

  /** Tells the relay that there is something to carry. Never blocks. */
  void wake() {
    if (nudges.availablePermits() < 2) {
      nudges.release();
    }
  }

  @Override
  public void start() {
    Thread starting = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
    // known before it runs: it goes on only for as long as it is the worker
    worker = starting;
    starting.start();
  }

  @Override
  public void stop() {
    Thread running = worker;
    worker = null;
    if (running != null) {
      running.interrupt();
      try {
        running.join(properties.ackTimeout());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  private void run() {
    Duration backoff = Duration.ofMillis(100);
    while (worker == Thread.currentThread()) {
      Outcome outcome = attempt();
      try {
        switch (outcome) {
          case MORE -> backoff = Duration.ofMillis(100);
          case BUSY -> Thread.sleep(LOCK_BUSY);
          case DRAINED -> {
            backoff = Duration.ofMillis(100);
            if (nudges.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
              nudges.drainPermits();
            }
          }
          case FAILED -> {
            Thread.sleep(backoff);
            backoff = backoff.multipliedBy(2);
            backoff = backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
          }
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Outcome attempt() {
    try {
      return Objects.requireNonNull(transaction.execute(_ -> relay()));
    } catch (RuntimeException e) {
      log.warn("The outbox could not be read", e);
      return Outcome.FAILED;
    }
  }

  private Outcome relay() {
    Boolean mine = jdbc.queryForObject(LOCK, (row, _) -> row.getBoolean(1), service);
    if (!Boolean.TRUE.equals(mine)) {
      return Outcome.BUSY;
    }
    List<OutboxRecord> rows = jdbc.query(NEXT, OutboxRecord::from, properties.batch());
    if (rows.isEmpty()) {
      return Outcome.DRAINED;
    }
    List<Long> sent = send(rows);
    jdbc.update("delete from outbox where id = any(?)", (Object) sent.toArray(Long[]::new));
    if (sent.size() < rows.size()) {
      return Outcome.FAILED;
    }
    return rows.size() < properties.batch() ? Outcome.DRAINED : Outcome.MORE;
  }

  /**
   * Sends in waves of one event a key, so that a failed one is never overtaken by its successor.
   */
  private List<Long> send(List<OutboxRecord> rows) {
    Map<String, Queue<OutboxRecord>> byKey = new LinkedHashMap<>();
    for (OutboxRecord row : rows) {
      byKey.computeIfAbsent(row.topic() + ' ' + row.key(), _ -> new ArrayDeque<>()).add(row);
    }
    List<Long> sent = new ArrayList<>();
    while (!byKey.isEmpty()) {
      Map<String, CompletableFuture<?>> wave = new LinkedHashMap<>();
      byKey.forEach((key, queue) -> wave.put(key, sendOne(Objects.requireNonNull(queue.peek()))));
      wave.forEach((key, ack) -> {
        Queue<OutboxRecord> queue = Objects.requireNonNull(byKey.get(key));
        if (acknowledged(ack)) {
          sent.add(queue.remove().id());
        } else {
          queue.clear();
        }
        if (queue.isEmpty()) {
          byKey.remove(key);
        }
      });
    }
    return sent;
  }

  private CompletableFuture<?> sendOne(OutboxRecord row) {
    try {
      return kafka.send(row.toKafka("/" + service));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private boolean acknowledged(CompletableFuture<?> ack) {
    try {
      ack.get(properties.ackTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      log.warn("An event could not be sent yet and stays in the outbox: {}", e.toString());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
