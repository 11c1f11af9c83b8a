package dev.cove.review.notification;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Asks the broker every few seconds whether it is there, so that people are told that notifications
 * come late while it is not: acts are kept in the outboxes then and nothing else would say so. A
 * broker that accepts connections and answers nothing counts as away. Thread-safe.
 */
@Component
public class BrokerWatch implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);
  private static final Duration WITHIN = Duration.ofSeconds(3);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

  private final Admin admin;
  private final FeedSignals signals;
  private volatile boolean away;

  @Autowired
  BrokerWatch(KafkaAdmin kafka, FeedSignals signals) {
    this(kafka.getConfigurationProperties(), signals);
  }

  BrokerWatch(Map<String, Object> kafka, FeedSignals signals) {
    this.admin = Admin.create(kafka);
    this.signals = signals;
  }

  /** Whether the broker did not answer when it was last asked. */
  public boolean away() {
    return away;
  }

  @Scheduled(fixedDelay = 3_000, initialDelay = 3_000)
  void look() {
    boolean answered = answers();
    if (away == answered) {
      away = !answered;
      log.info("The broker {}", answered ? "answers again" : "does not answer");
      signals.wakeAll();
    }
  }

  private boolean answers() {
    var options = new DescribeClusterOptions().timeoutMs((int) WITHIN.toMillis());
    try {
      return !admin.describeCluster(options).nodes().get().isEmpty();
    } catch (ExecutionException e) {
      log.debug("The broker does not answer", e);
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    admin.close(CLOSE_WITHIN);
  }
}
