package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of the running service have in common; all share one start of it. */
@ServiceTest
@Import(MovableClock.Configuration.class)
abstract class ReviewScenario {

  static final FakePeers PEERS = new FakePeers();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;
  @Autowired KafkaTemplate<String, Object> kafka;

  @DynamicPropertySource
  static void peers(DynamicPropertyRegistry registry) {
    for (String name : new String[] {"auth-service", "workspace-service", "sandbox-service"}) {
      registry.add(
          "spring.cloud.discovery.client.simple.instances." + name + "[0].uri", PEERS::uri);
    }
    registry.add("cove.lease.sweep", () -> "1h");
  }

  @BeforeEach
  void emptyQueue() {
    clock.reset();
    jdbc.sql("truncate review, history, round, viewed, comment cascade").update();
    PEERS.calls.clear();
  }

  Actor person(String name) {
    return actor(name, "USER", "NONE");
  }

  Actor junior(String name) {
    return actor(name, "USER", "JUNIOR");
  }

  Actor senior(String name) {
    return actor(name, "USER", "SENIOR");
  }

  Actor admin(String name) {
    return actor(name, "ADMIN", "NONE");
  }

  private Actor actor(String name, String role, String level) {
    Actor actor = Actor.of(name, role, level, port);
    PEERS.user(actor.id(), name, level, false);
    return actor;
  }

  /** Submits a new session and answers the review's id. */
  String submit(Actor author) {
    return submit(author, PEERS.session(author.id()), "MEDIUM");
  }

  String submit(Actor author, FakePeers.Session session, String priority) {
    Map<String, Object> body = new HashMap<>();
    body.put("sessionId", session.id);
    body.put("title", "Please look at this");
    body.put("description", "It *works*");
    body.put("priority", priority);
    Actor.Answer answer = author.post("/api/reviews", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.string("id");
  }

  static void ok(Actor.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
  }

  static void refused(Actor.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.code()).as(answer.text()).isEqualTo(code);
  }

  static String review(String id) {
    return "/api/reviews/" + id;
  }

  static Map<String, Object> decision(String outcome) {
    return Map.of("outcome", outcome);
  }

  /** Sends an event as another service would; the same id may be sent again. */
  void event(UUID id, String topic, String type, String key, Instant at, Map<String, ?> data) {
    var message = new ProducerRecord<String, Object>(topic, key, JSON.writeValueAsBytes(data));
    Map<String, String> headers =
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id.toString(),
            "ce_type",
            type,
            "ce_source",
            "/test",
            "ce_time",
            at.toString(),
            "ce_subject",
            key);
    headers.forEach(
        (name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    kafka.send(message).join();
  }

  void level(Actor actor, String level, Instant at) {
    event(
        UUID.randomUUID(),
        "cove.users",
        "reviewer-level-changed",
        actor.id().toString(),
        at,
        Map.of(
            "userId", actor.id(),
            "username", actor.username(),
            "displayName", actor.username(),
            "reviewerLevel", level));
  }

  /** Lets all calls begin at the same moment. */
  static List<Actor.Answer> atOnce(List<Callable<Actor.Answer>> calls) throws Exception {
    var gate = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Actor.Answer>> running = new ArrayList<>();
      for (Callable<Actor.Answer> call : calls) {
        running.add(
            executor.submit(() -> {
              gate.await();
              return call.call();
            }));
      }
      gate.countDown();
      List<Actor.Answer> answers = new ArrayList<>();
      for (Future<Actor.Answer> one : running) {
        answers.add(one.get());
      }
      return answers;
    }
  }

  /** The ids of the queue, as this person sees it. */
  List<String> queue(Actor actor) {
    return actor
        .get("/api/reviews?view=queue")
        .json()
        .get("items")
        .valueStream()
        .map(item -> item.get("id").asString())
        .toList();
  }

  static int unread(Actor actor) {
    return actor.get("/api/notifications/unread-count").json().get("count").asInt();
  }

  /** The data of an event that tells both people. */
  static Map<String, Object> claimed(Actor author, Actor reviewer) {
    Map<String, Object> data = new HashMap<>();
    data.put("reviewId", UUID.randomUUID());
    data.put("sessionId", UUID.randomUUID());
    data.put("title", "Title");
    data.put("status", "IN_REVIEW");
    data.put("priority", "LOW");
    data.put("round", 1);
    data.put("submittedBy", author.id());
    data.put("reviewer", reviewer.id());
    data.put("actor", reviewer.id());
    data.put("recipients", List.of(author.id(), reviewer.id()));
    return data;
  }

  void send(UUID id, Map<String, Object> data) {
    event(
        id,
        "cove.reviews",
        "review-claimed",
        String.valueOf(data.get("reviewId")),
        Instant.now(),
        data);
  }
}
