package dev.cove.review.review;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What operators watch: open reviews, how long the queue waits, leases that ended. Gauges are read
 * from the database now and then, and are the same on all instances.
 */
@Component
class ReviewMeters {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final Timer wait;
  private final Counter lapsed;
  private final Map<ReviewStatus, Long> open = new ConcurrentHashMap<>();
  private volatile double oldest;

  ReviewMeters(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.wait =
        Timer.builder("cove.review.queue.wait")
            .description("Time from submission to a claim")
            .serviceLevelObjectives(
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofHours(8),
                Duration.ofDays(1),
                Duration.ofDays(3))
            .register(meters);
    this.lapsed =
        Counter.builder("cove.review.leases.expired")
            .description("Claims that ended because their holder did nothing")
            .register(meters);
    Arrays.stream(ReviewStatus.values())
        .filter(ReviewStatus::open)
        .forEach(status ->
            Gauge.builder("cove.review.open", open, now -> now.getOrDefault(status, 0L))
                .description("Reviews that are not over")
                .tag("status", status.name().toLowerCase(Locale.ROOT))
                .register(meters));
    Gauge.builder("cove.review.queue.oldest", () -> oldest)
        .description("How long the oldest review in the queue has waited")
        .baseUnit("seconds")
        .register(meters);
  }

  /** Notes a review that was claimed from the queue. */
  void claimed(Duration waited) {
    wait.record(waited.isNegative() ? Duration.ZERO : waited);
  }

  @TransactionalEventListener
  void on(ReviewChanged change) {
    if (Act.LAPSE.name().equals(change.outcome())) {
      lapsed.increment();
    }
  }

  /** Counts what is open. */
  @Scheduled(fixedDelayString = "PT15S")
  void count() {
    Map<ReviewStatus, Long> now = new ConcurrentHashMap<>();
    jdbc.sql(
            """
            select status, count(*) as reviews from review
            where status in ('PENDING', 'IN_REVIEW', 'CHANGES_REQUESTED') group by status
            """)
        .query(
            (RowCallbackHandler)
                row ->
                    now.put(ReviewStatus.valueOf(row.getString("status")), row.getLong("reviews")));
    open.keySet().retainAll(now.keySet());
    open.putAll(now);
    oldest =
        jdbc.sql("select min(queued_at) as since from review where status = 'PENDING'")
            .query((row, _) -> {
              Timestamp since = row.getTimestamp("since");
              return since == null
                  ? 0.0
                  : Math.max(0, Duration.between(since.toInstant(), clock.instant()).toSeconds());
            })
            .single();
  }
}
