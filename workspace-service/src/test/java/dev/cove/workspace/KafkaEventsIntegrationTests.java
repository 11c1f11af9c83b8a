package dev.cove.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.starter.event.InboundEvent;
import dev.cove.starter.event.InboundEventDeserializer;
import dev.cove.starter.test.Infrastructure;
import dev.cove.starter.test.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class KafkaEventsIntegrationTests {

  @LocalServerPort int port;

  private final KafkaTemplate<String, Object> kafka;

  KafkaEventsIntegrationTests(@Autowired KafkaTemplate<String, Object> kafka) {
    this.kafka = kafka;
  }

  @Test
  @DisplayName("F1 moving a folder of 500 files is one event; a session's events keep their order")
  void eventsAreOnTheirTopics() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    List<SandboxClient.Change> files = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      files.add(SandboxClient.put("big/" + i, "content " + i));
    }
    new SandboxClient(port, session).send(files);
    ada.post("/api/sessions/" + session + "/move", Map.of("from", "big", "to", "bigger"));
    ada.patch("/api/sessions/" + session, Map.of("name", "New name"));
    ada.delete("/api/sessions/" + session);
    ada.delete("/api/sessions/" + session + "?permanent=true");

    List<InboundEvent> sessions = read("cove.sessions", session, 4);
    assertThat(sessions)
        .extracting(InboundEvent::type)
        .containsExactly(
            "session-created", "session-updated", "session-trashed", "session-deleted");
    assertThat(sessions.getFirst().as(JsonNode.class).get("network").asString()).isEqualTo("NONE");
    List<InboundEvent> changes = read("cove.files", session, 2);
    assertThat(changes).extracting(InboundEvent::type).containsOnly("files-changed").hasSize(2);
    JsonNode batch = changes.get(0).as(JsonNode.class);
    assertThat(batch.get("truncated").asBoolean()).isTrue();
    assertThat(batch.get("changes")).hasSize(200);
    JsonNode move = changes.get(1).as(JsonNode.class);
    assertThat(move.get("revision").asLong()).isEqualTo(2);
    assertThat(move.get("changes")).hasSize(1);
    assertThat(move.get("changes").get(0).get("kind").asString()).isEqualTo("MOVE");
  }

  @Test
  @DisplayName("A5 when an account is deleted, its sessions go")
  void deletedUsersLeaveNothing() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("python");
    var event =
        new ProducerRecord<String, Object>(
            "cove.users",
            ada.userId().toString(),
            JsonMapper.shared().writeValueAsBytes(Map.of("userId", ada.userId())));
    Map.of(
            "ce_id", UUID.randomUUID().toString(),
            "ce_type", "user-deleted",
            "ce_source", "/auth-service",
            "ce_time", Instant.now().toString(),
            "ce_subject", ada.userId().toString())
        .forEach((k, v) -> event.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
    kafka.send(event).join();

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(ada.get("/api/sessions/" + session).status()).isEqualTo(404));
  }

  private static List<InboundEvent> read(String topic, UUID key, int count) {
    List<InboundEvent> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                Infrastructure.kafkaServers(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new InboundEventDeserializer())) {
      consumer.subscribe(List.of(topic));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            consumer
                .poll(Duration.ofMillis(200))
                .forEach(record -> {
                  if (key.toString().equals(record.key())) {
                    found.add(record.value());
                  }
                });
            return found.size() >= count;
          });
    }
    return found;
  }
}
