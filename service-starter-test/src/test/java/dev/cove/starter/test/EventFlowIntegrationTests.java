package dev.cove.starter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cove.starter.event.DomainEvent;
import dev.cove.starter.test.SampleApplication.Received;
import dev.cove.starter.test.SampleApplication.SampleChanged;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class EventFlowIntegrationTests {

  @Autowired private ApplicationEventPublisher events;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private Received received;
  @Autowired private KafkaTemplate<String, Object> kafka;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private MeterRegistry meters;

  @Autowired
  @Qualifier("outboxRelay")
  private SmartLifecycle relay;

  @Test
  void publishWhenCommittedArrivesInOrderPerKeyAndLeavesTheOutboxEmpty() {
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 100; i++) {
      commit(new SampleChanged(key, i, System.nanoTime()));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(numbersOf(key)).hasSize(100));
    assertThat(numbersOf(key)).isEqualTo(IntStream.range(0, 100).boxed().toList());
    await()
        .untilAsserted(() ->
            assertThat(jdbc.queryForObject("select count(*) from outbox", Long.class)).isZero());
  }

  @Test
  void publishWhenOneAtATimeArrivesBeforeTheNext() {
    int before = received.delays.size();
    for (int i = 0; i < 60; i++) {
      String key = UUID.randomUUID().toString();
      commit(new SampleChanged(key, i, System.nanoTime()));
      await()
          .pollInterval(Duration.ofMillis(2))
          .untilAsserted(() -> assertThat(numbersOf(key)).hasSize(1));
    }
    List<Long> sorted =
        received.delays.subList(before + 10, received.delays.size()).stream().sorted().toList();
    System.out.printf(
        "commit to consumer: p50 %.1f ms, p95 %.1f ms of %d%n",
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 95 / 100) / 1e6,
        sorted.size());
  }

  @Test
  void consumerWhenStartedTellsHowFarItIsBehindAndNothingElseOfKafka() {
    await()
        .untilAsserted(() ->
            assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .filteredOn(name -> name.startsWith("kafka."))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("kafka.consumer.fetch.manager.records.lag")));
  }

  @Test
  void relayWhenStoppedAndStartedAgainCarriesOn() {
    for (int i = 0; i < 100; i++) {
      relay.stop();
      relay.start();
      String key = UUID.randomUUID().toString();
      commit(new SampleChanged(key, i, System.nanoTime()));
      await()
          .pollInterval(Duration.ofMillis(2))
          .untilAsserted(() -> assertThat(numbersOf(key)).hasSize(1));
    }
  }

  @Test
  void publishWhenRolledBackSendsNothing() {
    String key = UUID.randomUUID().toString();
    new TransactionTemplate(transactions)
        .executeWithoutResult(status -> {
          events.publishEvent(new SampleChanged(key, 1, 0));
          status.setRollbackOnly();
        });
    String marker = UUID.randomUUID().toString();
    commit(new SampleChanged(marker, 2, System.nanoTime()));
    await().untilAsserted(() -> assertThat(numbersOf(marker)).containsExactly(2));
    assertThat(numbersOf(key)).isEmpty();
  }

  @Test
  void publishWhenOutsideATransactionThrows() {
    assertThatThrownBy(() -> events.publishEvent(new SampleChanged("x", 1, 0)))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  @DisplayName("X6 the same event three times changes something once")
  void onceWhenEventComesAgainRunsTheEffectOnce() {
    String key = UUID.randomUUID().toString();
    String id = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      send(record(id, key, "{\"sampleId\":\"%s\",\"number\":7,\"sentAt\":0}".formatted(key)));
    }
    commit(new SampleChanged(key, 8, System.nanoTime()));
    await().untilAsserted(() -> assertThat(numbersOf(key)).contains(8));
    assertThat(numbersOf(key)).containsExactly(7, 8);
    assertThat(received.attempts).containsEntry(key, 2);
  }

  @Test
  void handleWhenEventIsPoisonGoesToTheDeadLettersAndTheNextOneIsHandled() {
    send(
        record(
            UUID.randomUUID().toString(),
            "poison",
            "{\"sampleId\":\"poison\",\"number\":1,\"sentAt\":0}"));
    send(new ProducerRecord<>("cove.samples", "poison", "junk".getBytes(StandardCharsets.UTF_8)));
    send(record(UUID.randomUUID().toString(), "poison", "{not json"));
    send(
        record(
            UUID.randomUUID().toString(),
            "poison",
            "{\"sampleId\":\"after-poison\",\"number\":5,\"sentAt\":0}"));
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(numbersOf("after-poison")).containsExactly(5));
    assertThat(received.attempts).containsEntry("poison", 5);
  }

  private void send(ProducerRecord<String, Object> message) {
    kafka.send(message).join();
  }

  private void commit(DomainEvent event) {
    new TransactionTemplate(transactions).executeWithoutResult(_ -> events.publishEvent(event));
  }

  private List<Integer> numbersOf(String key) {
    return received.events.stream()
        .map(event -> event.as(SampleChanged.class))
        .filter(data -> data.sampleId().equals(key))
        .map(SampleChanged::number)
        .toList();
  }

  private static ProducerRecord<String, Object> record(String id, String key, String json) {
    var message =
        new ProducerRecord<String, Object>(
            "cove.samples", key, json.getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_type", "sample-changed".getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_source", "/test".getBytes(StandardCharsets.UTF_8));
    message.headers().add("ce_time", "2026-01-01T00:00:00Z".getBytes(StandardCharsets.UTF_8));
    return message;
  }
}
