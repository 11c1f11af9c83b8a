package dev.cove.starter.event;

import dev.cove.starter.id.TimeOrderedUuid;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends what is out of date a moment later, such as measurements: past the outbox, with nothing
 * written and nobody waiting, and lost where the broker is away. At most {@value #IN_FLIGHT} are on
 * their way. Thread-safe.
 */
public class PassingEvents {

  private static final int IN_FLIGHT = 256;
  private static final Duration WITHIN = Duration.ofSeconds(15);

  private final String service;
  private final KafkaTemplate<String, Object> kafka;
  private final JsonMapper json;
  private final Clock clock;
  private final Semaphore room = new Semaphore(IN_FLIGHT);
  private final Counter dropped;

  PassingEvents(
      String service,
      KafkaTemplate<String, Object> kafka,
      JsonMapper json,
      Clock clock,
      MeterRegistry meters) {
    this.service = service;
    this.kafka = kafka;
    this.json = json;
    this.clock = clock;
    this.dropped =
        Counter.builder("cove.events.passing.dropped")
            .description("Passing events that were not sent")
            .register(meters);
  }

  /** Sends the event or drops it. Never blocks. */
  public void send(DomainEvent event) {
    if (!room.tryAcquire()) {
      dropped.increment();
      return;
    }
    // the producer waits for a broker that it does not know
    Thread.ofVirtual()
        .name("passing-event")
        .start(() -> {
          try {
            kafka.send(record(event)).get(WITHIN.toSeconds(), TimeUnit.SECONDS);
          } catch (ExecutionException | TimeoutException | RuntimeException _) {
            dropped.increment();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          } finally {
            room.release();
          }
        });
  }

  private ProducerRecord<String, Object> record(DomainEvent event) {
    return new OutboxRecord(
            0,
            TimeOrderedUuid.next(),
            event.topic(),
            event.key(),
            event.type(),
            null,
            clock.instant(),
            json.writeValueAsString(event))
        .toKafka("/" + service);
  }
}
