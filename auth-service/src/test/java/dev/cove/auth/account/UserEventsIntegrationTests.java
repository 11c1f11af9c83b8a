package dev.cove.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import dev.cove.starter.test.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What other services hear about users. */
@AuthServiceTest
class UserEventsIntegrationTests {

  @LocalServerPort private int port;

  @Test
  @DisplayName("A5 registering, renaming, becoming a reviewer and leaving are told in order, once")
  void eventsFollowTheChanges() {
    Api api = new Api(port);
    Person person = api.register("told");
    patch(api, person, Map.of("bio", "of no interest to others"));
    patch(api, person, Map.of("displayName", "New Name"));
    patch(api, person, Map.of("displayName", "New Name"));
    level(api, person, "JUNIOR");
    level(api, person, "JUNIOR");
    level(api, person, "SENIOR");
    assertThat(api.call("DELETE", "/api/users/me", person.access(), null).status()).isEqualTo(204);

    List<ConsumerRecord<String, String>> told = untilDeleted(person.id());
    assertThat(told)
        .extracting(message -> header(message, "ce_type"))
        .containsExactly(
            "user-registered",
            "user-updated",
            "reviewer-level-changed",
            "reviewer-level-changed",
            "user-deleted");
    assertThat(told).extracting(message -> header(message, "ce_id")).doesNotHaveDuplicates();
    assertThat(told)
        .allSatisfy(message -> {
          assertThat(header(message, "ce_source")).isEqualTo("/auth-service");
          assertThat(header(message, "ce_subject")).isEqualTo(person.id());
          assertThat(data(message).path("userId").asString()).isEqualTo(person.id());
        });
    assertThat(data(told.get(0)).path("username").asString()).isEqualTo(person.username());
    assertThat(data(told.get(1)).path("displayName").asString()).isEqualTo("New Name");
    assertThat(data(told.get(3)).path("reviewerLevel").asString()).isEqualTo("SENIOR");
  }

  private static void patch(Api api, Person person, Map<String, Object> change) {
    assertThat(api.call("PATCH", "/api/users/me", person.access(), change).status()).isEqualTo(200);
  }

  private static void level(Api api, Person person, String level) {
    assertThat(
            api.call(
                    "PUT", "/api/users/me/reviewer-status", person.access(), Map.of("level", level))
                .text("reviewerLevel"))
        .isEqualTo(level);
  }

  private static List<ConsumerRecord<String, String>> untilDeleted(String user) {
    List<ConsumerRecord<String, String>> told = new ArrayList<>();
    Map<String, Object> settings =
        Map.of("bootstrap.servers", Infrastructure.kafkaServers(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(
          consumer.partitionsFor("cove.users").stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList());
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> {
            for (var message : consumer.poll(Duration.ofMillis(200))) {
              if (user.equals(message.key())) {
                told.add(message);
              }
            }
            return told.stream()
                .anyMatch(message -> "user-deleted".equals(header(message, "ce_type")));
          });
    }
    return told;
  }

  private static String header(ConsumerRecord<String, String> message, String name) {
    return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static JsonNode data(ConsumerRecord<String, String> message) {
    return JsonMapper.builder().build().readTree(message.value());
  }
}
