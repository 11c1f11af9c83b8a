package dev.cove.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KafkaBrokerIntegrationTests {

  private static final String TOPIC = "cove.things";

  @Test
  void startWhenFolderWasUsedBeforeKeepsRecords(@TempDir Path data) throws Exception {
    try (KafkaBroker broker = KafkaBroker.start(data)) {
      createTopic(broker);
      produce(broker, "before");
    }
    try (KafkaBroker broker = KafkaBroker.start(data)) {
      produce(broker, "after");
      assertThat(consume(broker, 2)).containsExactly("before", "after");
    }
  }

  @Test
  void startWhenAnotherBrokerRunsTakesOtherPorts(@TempDir Path one, @TempDir Path two)
      throws Exception {
    try (KafkaBroker first = KafkaBroker.start(one);
        KafkaBroker second = KafkaBroker.start(two)) {
      assertThat(first.bootstrapServers()).isNotEqualTo(second.bootstrapServers());
      createTopic(second);
      produce(second, "here");
      assertThat(consume(second, 1)).containsExactly("here");
    }
  }

  @Test
  void closeWhenAlreadyClosedDoesNothing(@TempDir Path data) {
    KafkaBroker broker = KafkaBroker.start(data);
    broker.close();
    broker.close();
  }

  private static void createTopic(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
  }

  private static void produce(KafkaBroker broker, String value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
    }
  }

  private static List<String> consume(KafkaBroker broker, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "group.id", "readers",
            "auto.offset.reset", "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(TOPIC));
      while (values.size() < count) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
