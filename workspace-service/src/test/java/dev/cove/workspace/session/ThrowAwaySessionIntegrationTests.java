package dev.cove.workspace.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ThrowAwaySessionIntegrationTests {

  @LocalServerPort int port;

  private final JdbcTemplate jdbc;
  private final ThrowAwaySessions sessions;

  ApiClient author;
  ApiClient reviewer;
  ApiClient review;

  ThrowAwaySessionIntegrationTests(
      @Autowired JdbcTemplate jdbc, @Autowired ThrowAwaySessions sessions) {
    this.jdbc = jdbc;
    this.sessions = sessions;
  }

  @BeforeEach
  void people() {
    author = ApiClient.user(port);
    reviewer = ApiClient.user(port);
    review = ApiClient.service(port, "review-service");
  }

  private String snapshot() {
    UUID session = author.newSession("python");
    author.create(session, "src/app.py", "print('submitted')");
    String id =
        review
            .post(
                "/internal/sessions/" + session + "/snapshots",
                Map.of("requestedBy", author.userId()))
            .json()
            .get("id")
            .asString();
    author.create(session, "later.py", "not submitted");
    return id;
  }

  private ApiClient.Answer run(String snapshot) {
    return review.post(
        "/internal/snapshots/" + snapshot + "/sessions",
        Map.of(
            "ownerId", reviewer.userId(),
            "name", "Round 1",
            "authors", List.of(author.userId())));
  }

  private static UUID id(ApiClient.Answer given) {
    return UUID.fromString(given.json().get("sessionId").asString());
  }

  @Test
  @DisplayName("R4 it has exactly the snapshot's files, no network, the authors, and an end")
  void hasTheSnapshotsFiles() {
    ApiClient.Answer given = run(snapshot());
    UUID session = id(given);

    assertThat(given.status()).as(given.text()).isEqualTo(201);
    assertThat(reviewer.read(session, "src/app.py").text()).isEqualTo("print('submitted')");
    assertThat(reviewer.tree(session).get("items").valueStream().map(i -> i.get("path").asString()))
        .containsExactly("main.py", "src", "src/app.py");
    JsonNode facts =
        ApiClient.service(port, "sandbox-service").get("/internal/sessions/" + session).json();
    assertThat(facts.get("network").asString()).isEqualTo("NONE");
    assertThat(facts.get("authors").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrder(author.userId().toString(), reviewer.userId().toString());
    assertThat(
            Duration.between(
                Instant.now(),
                Instant.parse(
                    reviewer.get("/api/sessions/" + session).json().get("expiresAt").asString())))
        .isBetween(Duration.ofMinutes(25), Duration.ofMinutes(30));
    assertThat(author.get("/api/sessions/" + session).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("R4 it is no stored session: not listed, not counted, not copied, not kept")
  void isNotStored() {
    UUID session = id(run(snapshot()));

    assertThat(reviewer.get("/api/sessions").json().get("items")).isEmpty();
    assertThat(
            reviewer
                .post("/api/sessions", Map.of("name", "Copy", "copyOf", session.toString()))
                .code())
        .isEqualTo("throw-away-session");
    assertThat(reviewer.patch("/api/sessions/" + session, Map.of("status", "ARCHIVED")).code())
        .isEqualTo("throw-away-session");
    for (int i = 0; i < 20; i++) {
      reviewer.newSession("empty");
    }
    assertThat(reviewer.delete("/api/sessions/" + session).status()).isEqualTo(204);
    assertThat(reviewer.get("/api/sessions/" + session).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("R4 asked ten times at once there is one; a third round at once is refused")
  void isGivenOnceAndFewAtOnce() throws Exception {
    String snapshot = snapshot();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<ApiClient.Answer>> calls =
          IntStream.range(0, 10)
              .<Callable<ApiClient.Answer>>mapToObj(_ -> () -> run(snapshot))
              .toList();
      List<UUID> given =
          executor.invokeAll(calls).stream()
              .map(Future::resultNow)
              .map(ThrowAwaySessionIntegrationTests::id)
              .distinct()
              .toList();
      assertThat(given).hasSize(1);
    }
    assertThat(run(snapshot).status()).isEqualTo(200);
    assertThat(run(snapshot()).status()).isEqualTo(201);
    ApiClient.Answer third = run(snapshot());
    assertThat(third.status()).isEqualTo(409);
    assertThat(third.code()).isEqualTo("throw-away-limit");
    assertThat(third.json().get("running")).hasSize(2);
    review.delete("/internal/snapshots/" + snapshot + "/sessions/" + reviewer.userId());
    assertThat(run(snapshot()).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("R4 it is gone when its time is over, and the next one begins anew")
  void endsByItself() {
    String snapshot = snapshot();
    UUID session = id(run(snapshot));
    jdbc.update("update session set expires_at = now() where id = ?", session);
    UUID next = id(run(snapshot));
    assertThat(next).isNotEqualTo(session);
    jdbc.update("update session set expires_at = now() where id = ?", next);

    sessions.removeExpired();

    assertThat(reviewer.get("/api/sessions/" + next).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("R17 whether the files differ from a snapshot is told by content, not by revision")
  void comparesContents() {
    UUID session = author.newSession("empty");
    author.create(session, "a.txt", "a");
    String etag = author.create(session, "b/b.txt", "b").etag();
    String whole = take(session, Map.of("requestedBy", author.userId()));
    String part = take(session, Map.of("requestedBy", author.userId(), "paths", List.of("b")));

    assertThat(differs(whole, Map.of())).isFalse();
    author.create(session, "c.txt", "c");
    assertThat(differs(whole, Map.of())).isTrue();
    assertThat(differs(part, Map.of("paths", List.of("b")))).isFalse();
    author.delete(ApiClient.file(session, "c.txt"));
    assertThat(differs(whole, Map.of())).isFalse();
    author.replace(session, "b/b.txt", etag, "other");
    assertThat(differs(part, Map.of("paths", List.of("b")))).isTrue();
    author.delete("/api/sessions/" + session + "?permanent=true");
    assertThat(review.post("/internal/snapshots/" + whole + "/compare", Map.of()).status())
        .isEqualTo(404);
  }

  private String take(UUID session, Map<String, Object> body) {
    return review
        .post("/internal/sessions/" + session + "/snapshots", body)
        .json()
        .get("id")
        .asString();
  }

  private boolean differs(String snapshot, Map<String, Object> body) {
    return review
        .post("/internal/snapshots/" + snapshot + "/compare", body)
        .json()
        .get("differs")
        .asBoolean();
  }
}
