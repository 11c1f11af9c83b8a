package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.review.Actor.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SubmissionIntegrationTests extends ReviewScenario {

  private static Map<String, Object> wish(FakePeers.Session session, String title) {
    Map<String, Object> wish = new HashMap<>();
    wish.put("sessionId", session.id);
    wish.put("title", title);
    return wish;
  }

  @Test
  @DisplayName("R1 submitting answers the whole review with round 1 and its defaults")
  void submitAnswersReview() {
    Actor author = person("ada");
    FakePeers.Session session = PEERS.session(author.id());

    Answer answer = author.post("/api/reviews", wish(session, "Look at this"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    JsonNode review = answer.json();
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/api/reviews/" + review.get("id").asString());
    assertThat(review.get("priority").asString()).isEqualTo("MEDIUM");
    assertThat(review.get("status").asString()).isEqualTo("PENDING");
    assertThat(review.get("round").asInt()).isEqualTo(1);
    assertThat(review.get("turn").asString()).isEqualTo("QUEUE");
    assertThat(review.get("queuePosition").asInt()).isEqualTo(1);
    assertThat(review.get("openThreads").asInt()).isZero();
    assertThat(review.get("fileCount").asInt()).isPositive();
    assertThat(review.get("bytes").asLong()).isPositive();
    assertThat(review.get("submittedBy").get("username").asString()).isEqualTo("ada");
    assertThat(review.get("reviewer").isNull()).isTrue();
    assertThat(review.get("description").asString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 121})
  @DisplayName("R1 a title outside 3 to 120 characters is refused by field")
  void submitWhenTitleOutOfBounds(int length) {
    Actor author = person("ada");
    refused(
        author.post("/api/reviews", wish(PEERS.session(author.id()), "x".repeat(length))),
        422,
        "invalid-request");
  }

  @Test
  @DisplayName("R1 titles of exactly 3 and 120 and a description of 10,000 are taken, 10,001 not")
  void submitAtTheBounds() {
    Actor author = person("ada");
    for (int length : new int[] {3, 120}) {
      Map<String, Object> wish = wish(PEERS.session(author.id()), "x".repeat(length));
      wish.put("description", "d".repeat(10_000));
      assertThat(author.post("/api/reviews", wish).status()).isEqualTo(201);
    }
    Map<String, Object> tooLong = wish(PEERS.session(author.id()), "xxx");
    tooLong.put("description", "d".repeat(10_001));
    refused(author.post("/api/reviews", tooLong), 422, "invalid-request");
  }

  @Test
  @DisplayName("R1 one open review a session; after its end another one is taken")
  void submitWhenOpen() {
    Actor author = person("ada");
    FakePeers.Session session = PEERS.session(author.id());
    String id = submit(author, session, "LOW");

    refused(author.post("/api/reviews", wish(session, "Again")), 409, "review-open");
    assertThat(
            author
                .get("/api/sessions/" + session.id + "/review")
                .json()
                .get("canSubmit")
                .asBoolean())
        .isFalse();
    ok(author.post(review(id) + "/withdraw"));
    assertThat(
            author
                .get("/api/sessions/" + session.id + "/review")
                .json()
                .get("canSubmit")
                .asBoolean())
        .isTrue();
    String next = submit(author, session, "LOW");

    refused(author.post(review(id) + "/reopen"), 409, "review-open");
    assertThat(
            author
                .get("/api/sessions/" + session.id + "/review")
                .json()
                .at("/review/id")
                .asString())
        .isEqualTo(next);
  }

  @Test
  @DisplayName("R1 the same idempotency key answers the first review")
  void submitWhenRepeated() {
    Actor author = person("ada");
    Map<String, Object> wish = wish(PEERS.session(author.id()), "Look at this");
    Map<String, String> key = Map.of("Idempotency-Key", "key-" + UUID.randomUUID());

    Answer first = author.send("POST", "/api/reviews", wish, key);
    Answer second = author.send("POST", "/api/reviews", wish, key);

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.string("id")).isEqualTo(first.string("id"));
  }

  @Test
  @DisplayName("R1 a foreign session is not found, a named reviewer must be one and not the author")
  void submitWhenNotAllowed() {
    Actor author = person("ada");
    Actor other = person("bob");
    Actor senior = senior("sen");
    refused(
        author.post("/api/reviews", wish(PEERS.session(other.id()), "Not mine")), 404, "not-found");
    Map<String, Object> wish = wish(PEERS.session(author.id()), "Named");
    wish.put("reviewerId", other.id());
    refused(author.post("/api/reviews", wish), 422, "invalid-request");
    wish.put("reviewerId", author.id());
    refused(author.post("/api/reviews", wish), 422, "invalid-request");
    wish.put("reviewerId", senior.id());
    Answer taken = author.post("/api/reviews", wish);
    assertThat(taken.json().at("/requestedReviewer/username").asString()).isEqualTo("sen");
  }

  @Test
  @DisplayName("R2 without a confirmed sync nothing is submitted; a missing sandbox is no obstacle")
  void submitWhenSyncUnconfirmed() {
    Actor author = person("ada");
    FakePeers.Session session = PEERS.session(author.id());
    session.flushStatus = 504;
    refused(author.post("/api/reviews", wish(session, "Now")), 503, "sync-unconfirmed");
    assertThat(PEERS.calls).noneMatch(call -> call.endsWith("/snapshots"));

    session.flushStatus = 404;
    assertThat(author.post("/api/reviews", wish(session, "Now")).status()).isEqualTo(201);
  }

  @Test
  @DisplayName("R2 the round has what the sandbox wrote before, and nothing that came after")
  void roundWhenAuthorGoesOn() {
    Actor author = person("ada");
    Actor senior = senior("sen");
    FakePeers.Session session = PEERS.session(author.id());
    session.unsynced.put("out.txt", "written by the container\n");
    String id = submit(author, session, "LOW");
    session.write("main.py", "print('later')\n").write("new.py", "x = 1\n");

    Answer main = senior.get(review(id) + "/rounds/1/files/main.py");
    Answer tree = senior.get(review(id) + "/rounds/1/tree");

    assertThat(main.text()).startsWith("print('one')");
    assertThat(main.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(main.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(main.headers().firstValue("ETag")).isPresent();
    assertThat(tree.json().get("items").valueStream().map(i -> i.get("path").asString()))
        .containsExactly("main.py", "out.txt");
    assertThat(
            author
                .get("/api/sessions/" + session.id + "/review")
                .json()
                .get("changedSince")
                .asBoolean())
        .isTrue();
  }

  @Test
  @DisplayName("R1 only the chosen files are in the round")
  void submitWithPaths() {
    Actor author = person("ada");
    FakePeers.Session session = PEERS.session(author.id()).write("secret.txt", "no");
    Map<String, Object> wish = wish(session, "Some files");
    wish.put("paths", List.of("main.py"));
    String id = author.post("/api/reviews", wish).string("id");

    refused(author.get(review(id) + "/rounds/1/files/secret.txt"), 404, "file-not-in-round");
    assertThat(author.get(review(id) + "/rounds/1/files/main.py").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("R1 a choice of what is not there is refused by field; later some of it may be gone")
  void submitWhenPathsAreMissing() {
    Actor author = person("ada");
    FakePeers.Session session = PEERS.session(author.id()).write("extra.txt", "more");
    Map<String, Object> wish = wish(session, "Some files");
    for (String path : List.of("nope.py", "../main.py")) {
      wish.put("paths", List.of("main.py", path));
      Answer refused = author.post("/api/reviews", wish);
      refused(refused, 422, "invalid-request");
      assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("paths");
    }
    wish.put("paths", List.of("main.py", "extra.txt"));
    String id = author.post("/api/reviews", wish).string("id");
    session.files.remove("extra.txt");
    assertThat(author.post(review(id) + "/rounds").json().get("fileCount").asInt()).isEqualTo(1);
    session.files.remove("main.py");
    refused(author.post(review(id) + "/rounds"), 422, "invalid-request");
  }

  @Test
  @DisplayName("R3 a reviewer is served from the snapshot alone, never from the live session")
  void reviewerNeverReachesLiveSession() {
    Actor author = person("ada");
    Actor senior = senior("sen");
    FakePeers.Session session = PEERS.session(author.id());
    String id = submit(author, session, "LOW");
    PEERS.sessions.remove(session.id);
    PEERS.calls.clear();

    ok(senior.post(review(id) + "/claim"));
    for (String path :
        List.of(
            "/rounds",
            "/rounds/1/tree",
            "/rounds/1/files/main.py",
            "/rounds/1/diff",
            "",
            "/comments",
            "/history")) {
      ok(senior.get(review(id) + path));
    }

    assertThat(PEERS.calls)
        .noneMatch(call -> call.contains("/internal/sessions"))
        .allMatch(call -> call.matches("(GET|POST) /internal/(snapshots|users|service-tokens).*"));
    refused(senior.get("/api/sessions/" + session.id + "/review"), 404, "not-found");
  }

  @Test
  @DisplayName("R2 R14 a new round is compared with the one before; reviewer and claim stay")
  void roundsAreCompared() {
    Actor author = person("ada");
    Actor senior = senior("sen");
    FakePeers.Session session =
        PEERS.session(author.id()).write("old name.py", "same\ntext\n").write("gone.py", "g\n");
    String id = submit(author, session, "LOW");
    ok(senior.post(review(id) + "/claim"));
    ok(senior.post(review(id) + "/decision", decision("REQUEST_CHANGES")));
    session.files.remove("gone.py");
    session.files.remove("old name.py");
    session.write("new name.py", "same\ntext\n");
    session.write("main.py", "print('one')\nprint('2')\nprint('three')\n");
    session.write("blob.bin", "a\0b");

    Answer round = author.post(review(id) + "/rounds", Map.of("note", "done"));
    JsonNode review = senior.get(review(id)).json();
    JsonNode files = senior.get(review(id) + "/rounds/2/diff?against=1").json().get("files");

    assertThat(round.status()).as(round.text()).isEqualTo(201);
    assertThat(round.json().get("number").asInt()).isEqualTo(2);
    assertThat(review.get("status").asString()).isEqualTo("IN_REVIEW");
    assertThat(review.at("/reviewer/id").asString()).isEqualTo(senior.id().toString());
    assertThat(review.get("leaseExpiresAt").isNull()).isFalse();
    assertThat(
            files
                .valueStream()
                .map(f -> f.get("change").asString() + " " + f.get("path").asString()))
        .containsExactly(
            "ADDED blob.bin", "DELETED gone.py", "MODIFIED main.py", "RENAMED new name.py");
    assertThat(files.get(0).get("binary").asBoolean()).isTrue();
    assertThat(files.get(3).get("oldPath").asString()).isEqualTo("old name.py");
    JsonNode hunk = files.get(2).get("hunks").get(0);
    assertThat(
            hunk.get("lines")
                .valueStream()
                .map(l -> l.get("type").asString() + " " + l.get("text").asString()))
        .containsExactly(
            "CONTEXT print('one')",
            "DELETE print('two')",
            "ADD print('2')",
            "CONTEXT print('three')");
    assertThat(senior.get(review(id) + "/rounds/1/files/gone.py").text()).isEqualTo("g\n");
    assertThat(senior.get(review(id) + "/rounds/3/tree").status()).isEqualTo(404);
  }
}
