package dev.cove.workspace.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.SandboxClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class EventsSocketIntegrationTests {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;

  private final KafkaTemplate<String, Object> kafka;
  private final KnownSandboxes sandboxes;
  private final JdbcTemplate jdbc;

  ApiClient ada;
  UUID session;

  EventsSocketIntegrationTests(
      @Autowired KafkaTemplate<String, Object> kafka,
      @Autowired KnownSandboxes sandboxes,
      @Autowired JdbcTemplate jdbc) {
    this.kafka = kafka;
    this.sandboxes = sandboxes;
    this.jdbc = jdbc;
  }

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("python");
  }

  @Test
  @DisplayName("F6 the socket tells the revision first and then each change with its client's id")
  void changesArriveAsTheyAre() throws Exception {
    try (EventsClient events = EventsClient.open(ada, session, "")) {
      JsonNode first = events.next();
      assertThat(first.get("type").asString()).isEqualTo("snapshot");
      assertThat(first.get("revision").asLong()).isEqualTo(1);

      ApiClient.Answer saved =
          ada.send(
              "PUT",
              ApiClient.file(session, "a/b.txt"),
              "x".getBytes(StandardCharsets.UTF_8),
              "If-None-Match",
              "*",
              "X-Client-Id",
              "tab-7");
      JsonNode changed = events.next("changed");

      assertThat(changed.get("revision")).isEqualTo(saved.json().get("revision"));
      assertThat(changed.get("origin").asString()).isEqualTo("EDITOR");
      assertThat(changed.get("clientId").asString()).isEqualTo("tab-7");
      assertThat(changed.get("changes")).hasSize(2);
      JsonNode file = changed.get("changes").get(1);
      assertThat(file.get("kind").asString()).isEqualTo("PUT");
      assertThat(file.get("path").asString()).isEqualTo("a/b.txt");
      assertThat(file.get("itemType").asString()).isEqualTo("FILE");
      assertThat(file.get("etag").asString()).isEqualTo(saved.etag());

      new SandboxClient(port, session).send(SandboxClient.put("out.txt", "made"));
      assertThat(events.next("changed").get("origin").asString()).isEqualTo("SANDBOX");
      assertThat(ada.get("/api/sessions/" + session).json().get("lastOpenedAt").isNull()).isFalse();
    }
  }

  @Test
  @DisplayName("F6 a client that comes back gets what it missed, in order, none twice")
  void resumesWhereItWas() throws Exception {
    List<Long> seen = new ArrayList<>();
    try (EventsClient events = EventsClient.open(ada, session, "?sinceRevision=1")) {
      write(5, "first");
      seen.addAll(events.revisions(5));
    }
    write(130, "away");
    try (EventsClient events =
        EventsClient.open(ada, session, "?sinceRevision=" + seen.getLast())) {
      JsonNode first = events.next();
      assertThat(first.get("resumed").asBoolean()).isTrue();
      assertThat(first.get("revision").asLong()).isEqualTo(seen.getLast());
      write(5, "back");
      seen.addAll(events.revisions(135));
    }

    assertThat(seen).isEqualTo(LongStream.rangeClosed(2, 141).boxed().toList());
  }

  @Test
  void aRevisionThatIsUnknownBeginsAnew() throws Exception {
    try (EventsClient events = EventsClient.open(ada, session, "?sinceRevision=999")) {
      JsonNode first = events.next();
      assertThat(first.get("resumed").asBoolean()).isFalse();
      assertThat(first.get("revision").asLong()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("F6 when what was missed is not known any more, the client is told to read the tree")
  void whatIsForgottenBeginsAnew() throws Exception {
    write(5, "old");
    jdbc.update("delete from change_set where session_id = ? and revision <= 4", session);
    try (EventsClient events = EventsClient.open(ada, session, "?sinceRevision=2")) {
      JsonNode first = events.next();
      assertThat(first.get("resumed").asBoolean()).isFalse();
      assertThat(first.get("revision").asLong()).isEqualTo(6);
      write(1, "new");
      assertThat(events.revisions(1)).containsExactly(7L);
    }
  }

  @Test
  @DisplayName("S2 the sandbox's state comes by Kafka, and the last one known on connect")
  void sandboxNewsArrive() throws Exception {
    try (EventsClient events = EventsClient.open(ada, session, "")) {
      events.next("snapshot");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            publish("sandbox-started", "sandbox", Map.of("sessionId", session, "state", "RUNNING"));
            assertThat(events.next("sandbox").at("/sandbox/state").asString()).isEqualTo("RUNNING");
          });
      publish("sandbox-measured", "measured", Map.of("usage", Map.of("pids", 7)));
      assertThat(events.next("measured").at("/measured/usage/pids").asInt()).isEqualTo(7);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(sandboxes.find(session)).isPresent());
    try (EventsClient events = EventsClient.open(ada, session, "")) {
      assertThat(events.next("sandbox").at("/sandbox/sessionId").asString())
          .isEqualTo(session.toString());
    }
  }

  @Test
  void theSessionItselfIsTold() throws Exception {
    try (EventsClient events = EventsClient.open(ada, session, "")) {
      events.next("snapshot");
      ada.patch("/api/sessions/" + session, Map.of("name", "Another name"));
      assertThat(events.next("session").at("/session/name").asString()).isEqualTo("Another name");
      ada.delete("/api/sessions/" + session + "?permanent=true");
      assertThat(events.closeCode()).isEqualTo(4404);
    }
  }

  @Test
  @DisplayName("A4 a stranger's socket is closed with 4404, one without a token with 4401")
  void strangersAreClosed() throws Exception {
    try (EventsClient events = EventsClient.open(ApiClient.user(port), session, "")) {
      assertThat(events.closeCode()).isEqualTo(4404);
    }
    try (EventsClient events = EventsClient.open(ada, UUID.randomUUID(), "")) {
      assertThat(events.closeCode()).isEqualTo(4404);
    }
    try (EventsClient events = EventsClient.anonymous(port, session)) {
      assertThat(events.closeCode()).isEqualTo(4401);
    }
  }

  private void write(int times, String name) {
    for (int i = 0; i < times; i++) {
      assertThat(ada.create(session, name + i, name).status()).isEqualTo(201);
    }
  }

  private void publish(String type, String name, Map<String, Object> value) {
    Map<String, Object> data = Map.of("sessionId", session, "ownerId", ada.userId(), name, value);
    var event =
        new ProducerRecord<String, Object>(
            "cove.sandboxes", session.toString(), JSON.writeValueAsBytes(data));
    Map.of(
            "ce_id", UUID.randomUUID().toString(),
            "ce_type", type,
            "ce_source", "/sandbox-service",
            "ce_time", Instant.now().toString(),
            "ce_subject", session.toString())
        .forEach((k, v) -> event.headers().add(k, v.getBytes(StandardCharsets.UTF_8)));
    kafka.send(event).join();
  }
}
