package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.review.Actor.Answer;
import dev.cove.review.claim.LeaseSweeper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ClaimIntegrationTests extends ReviewScenario {

  @Autowired LeaseSweeper sweeper;

  @Test
  @DisplayName("R6 50 claims at once: one 200, 49 times 409 with the holder and the lease's end")
  void claimWhenFiftyAtOnce() throws Exception {
    String id = submit(person("ada"));
    List<Callable<Answer>> calls =
        IntStream.range(0, 50)
            .mapToObj(i -> senior("sen" + i))
            .<Callable<Answer>>map(actor -> () -> actor.post(review(id) + "/claim"))
            .toList();

    List<Answer> answers = atOnce(calls);

    List<Answer> won = answers.stream().filter(answer -> answer.status() == 200).toList();
    assertThat(won).hasSize(1);
    JsonNode winner = won.getFirst().json().get("reviewer");
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(49)
        .allSatisfy(answer -> {
          refused(answer, 409, "already-claimed");
          assertThat(answer.json().get("holder")).isEqualTo(winner);
          assertThat(answer.string("leaseExpiresAt"))
              .isEqualTo(won.getFirst().string("leaseExpiresAt"));
        });
    assertThat(
            jdbc.sql("select count(*) from history where action = 'CLAIM'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("R6 opening a page never claims")
  void getNeverClaims() {
    Actor senior = senior("sen");
    String id = submit(person("ada"));
    ok(senior.get(review(id)));
    ok(senior.get(review(id) + "/rounds/1/tree"));
    assertThat(senior.get(review(id)).string("status")).isEqualTo("PENDING");
  }

  @Test
  @DisplayName(
      "R7 a claim lapses after 24 h without an act and is back at its place; late verdict 409")
  void leaseLapses() {
    Actor senior = senior("sen");
    Actor author = person("ada");
    String first = submit(author);
    String second = submit(person("bob"));
    ok(senior.post(review(first) + "/claim"));
    clock.forward(Duration.ofHours(23));
    ok(senior.post(review(first) + "/rounds/1/viewed", Map.of("path", "main.py", "viewed", true)));
    clock.forward(Duration.ofHours(23));
    sweeper.sweep();
    assertThat(author.get(review(first)).string("status")).isEqualTo("IN_REVIEW");

    clock.forward(Duration.ofHours(2));
    refused(
        senior.post(review(first) + "/decision", decision("APPROVE")), 409, "illegal-transition");
    sweeper.sweep();

    assertThat(queue(senior)).containsExactly(first, second);
    JsonNode history = author.get(review(first) + "/history").json().get("items");
    assertThat(history.valueStream().map(h -> h.get("action").asString()))
        .containsExactly("SUBMIT", "CLAIM", "LAPSE");
    assertThat(history.get(2).get("actor").isNull()).isTrue();
  }

  @Test
  @DisplayName("R7 the holder is told once at 75 % of the lease; sweeping twice changes nothing")
  void leaseNotice() {
    Actor senior = senior("sen");
    String id = submit(person("ada"));
    ok(senior.post(review(id) + "/claim"));
    clock.forward(Duration.ofHours(17));
    sweeper.sweep();
    assertThat(types(senior)).doesNotContain("LEASE_ENDING");
    clock.forward(Duration.ofHours(2));
    sweeper.sweep();
    sweeper.sweep();
    assertThat(types(senior)).containsOnlyOnce("LEASE_ENDING");
  }

  private static List<String> types(Actor actor) {
    return actor
        .get("/api/notifications")
        .json()
        .get("items")
        .valueStream()
        .map(n -> n.get("type").asString())
        .toList();
  }

  @Test
  @DisplayName("R7 a junior holds two, a senior four, also when claimed at once")
  void claimWhenAtLimit() throws Exception {
    for (Map.Entry<Actor, Integer> entry : Map.of(junior("jun"), 2, senior("sen"), 4).entrySet()) {
      List<String> ids = IntStream.range(0, 6).mapToObj(i -> submit(person("p" + i))).toList();
      List<Answer> answers =
          atOnce(
              ids.stream()
                  .<Callable<Answer>>map(id -> () -> entry.getKey().post(review(id) + "/claim"))
                  .toList());
      assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(entry.getValue());
      assertThat(answers)
          .filteredOn(a -> a.status() != 200)
          .allSatisfy(a -> refused(a, 409, "claim-limit"));
      refused(entry.getKey().post("/api/reviews/next"), 409, "claim-limit");
    }
  }

  @Test
  @DisplayName(
      "R8 release, hand over and take back with a reason; the old holder's late verdict is 409")
  void claimChangesHands() {
    Actor author = person("ada");
    Actor first = senior("one");
    Actor second = senior("two");
    Actor admin = admin("root");
    String id = submit(author);
    ok(first.post(review(id) + "/claim"));
    refused(admin.post(review(id) + "/decision", decision("APPROVE")), 403, "not-your-claim");
    ok(
        first.post(
            review(id) + "/assign",
            Map.of("reviewerId", second.id(), "reason", "knows it better")));
    refused(first.post(review(id) + "/decision", decision("APPROVE")), 409, "already-claimed");
    ok(admin.post(review(id) + "/release", Map.of("reason", "on holiday")));
    refused(second.post(review(id) + "/decision", decision("APPROVE")), 409, "illegal-transition");
    assertThat(second.post(review(id) + "/decision", decision("APPROVE")).string("status"))
        .isEqualTo("PENDING");
    ok(first.post(review(id) + "/claim"));
    ok(first.post(review(id) + "/release"));

    JsonNode history = author.get(review(id) + "/history").json().get("items");
    assertThat(history.valueStream().map(h -> h.get("action").asString()))
        .containsExactly("SUBMIT", "CLAIM", "ASSIGN", "RELEASE", "CLAIM", "RELEASE");
    assertThat(history.get(2).get("detail").asString()).isEqualTo("knows it better");
    assertThat(history.get(3).get("detail").asString()).isEqualTo("on holiday");
    assertThat(history.get(3).at("/actor/id").asString()).isEqualTo(admin.id().toString());
  }

  @Test
  @DisplayName("R9 demotion, disabling and deletion free claims; comments stay")
  void claimWhenReviewerGoes() {
    for (String type : List.of("reviewer-level-changed", "user-disabled", "user-deleted")) {
      Actor author = person("ada");
      Actor senior = senior("sen");
      String id = submit(author);
      ok(senior.post(review(id) + "/claim"));
      ok(senior.post(review(id) + "/comments", Map.of("body", "stays")));
      PEERS.user(senior.id(), "sen", "NONE", true);
      event(
          UUID.randomUUID(),
          "cove.users",
          type,
          senior.id().toString(),
          Instant.now().plusSeconds(1),
          Map.of("userId", senior.id(), "username", "sen", "reviewerLevel", "NONE"));

      await()
          .untilAsserted(() -> {
            JsonNode review = author.get(review(id)).json();
            assertThat(review.get("status").asString()).isEqualTo("PENDING");
            assertThat(review.get("reviewer").isNull()).isTrue();
          });
      JsonNode said = author.get(review(id) + "/comments").json().get("items");
      assertThat(said).hasSize(1);
      if (type.equals("user-deleted")) {
        assertThat(said.get(0).at("/author/displayName").asString()).isEqualTo("Deleted user");
      }
      refused(senior.post(review(id) + "/claim"), 403, "not-a-reviewer");
    }
  }

  @Test
  @DisplayName("R9 a claim is freed by the sweep when its holder may not review, without an event")
  void claimWhenEventsAreMissing() {
    Actor author = person("ada");
    Actor senior = senior("sen");
    String id = submit(author);
    ok(senior.post(review(id) + "/claim"));
    jdbc.sql("update person set level = 'NONE' where id = ?").param(senior.id()).update();

    sweeper.sweep();

    assertThat(author.get(review(id)).string("status")).isEqualTo("PENDING");
  }

  @Test
  @DisplayName("R7 the lease goes on from the holder's own acts, not from anybody else's")
  void leaseWhenOthersAct() {
    Actor author = person("ada");
    Actor senior = senior("sen");
    Actor admin = admin("root");
    String id = submit(author);
    String end = senior.post(review(id) + "/claim").string("leaseExpiresAt");
    clock.forward(Duration.ofHours(1));
    for (Actor other : List.of(author, admin)) {
      ok(other.post(review(id) + "/comments", Map.of("body", "hello")));
      ok(other.post(review(id) + "/rounds/1/sandbox"));
      ok(other.post(review(id) + "/rounds/1/viewed", Map.of("path", "main.py", "viewed", true)));
    }
    ok(author.patch(review(id), Map.of("title", "Another title")));
    ok(senior.get(review(id) + "/rounds/1/diff"));
    assertThat(author.get(review(id)).string("leaseExpiresAt")).isEqualTo(end);
    ok(senior.post(review(id) + "/comments", Map.of("body", "mine", "draft", true)));
    assertThat(author.get(review(id)).string("leaseExpiresAt")).isGreaterThan(end);
  }

  @Test
  @DisplayName("R7 however many instances sweep at once, a claim lapses once and is noticed once")
  void sweepWhenManyAtOnce() throws Exception {
    Actor late = senior("late");
    Actor warned = senior("warned");
    Actor author = person("ada");
    List<String> lapsing = List.of(submit(author), submit(author), submit(author));
    for (String id : lapsing) {
      ok(late.post(review(id) + "/claim"));
    }
    clock.forward(Duration.ofHours(5));
    String noticed = submit(author);
    ok(warned.post(review(noticed) + "/claim"));
    clock.forward(Duration.ofHours(19));

    atOnce(
        IntStream.range(0, 6)
            .<Callable<Answer>>mapToObj(_ ->
                () -> {
                  sweeper.sweep();
                  return author.get(review(noticed));
                })
            .toList());

    assertThat(
            jdbc.sql("select count(*) from history where action = 'LAPSE'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
    assertThat(types(warned)).containsOnlyOnce("LEASE_ENDING");
    assertThat(queue(senior("sen"))).isEqualTo(lapsing);
  }

  @Test
  @DisplayName("R8 a verdict and a release at once: one of them counts, the other one is told")
  void verdictAgainstRelease() throws Exception {
    Actor admin = admin("root");
    Actor senior = senior("sen");
    for (int i = 0; i < 8; i++) {
      String id = submit(person("ada"));
      ok(senior.post(review(id) + "/claim"));
      List<Answer> answers =
          atOnce(
              List.of(
                  () -> senior.post(review(id) + "/decision", decision("APPROVE")),
                  () -> admin.post(review(id) + "/release", Map.of("reason", "too slow"))));
      assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 409);
      Answer loser = answers.stream().filter(a -> a.status() == 409).findFirst().orElseThrow();
      assertThat(loser.code()).isEqualTo("illegal-transition");
      assertThat(admin.get(review(id)).string("status")).isEqualTo(loser.string("status"));
    }
  }

  @Test
  @DisplayName("R16 stepping down from senior frees what a junior may not hold")
  void claimWhenSteppingDown() {
    Actor senior = senior("sen");
    String urgent = submit(person("a"), "URGENT");
    String low = submit(person("b"), "LOW");
    String medium = submit(person("c"), "MEDIUM");
    String third = submit(person("d"), "LOW");
    for (String id : List.of(urgent, low, medium, third)) {
      ok(senior.post(review(id) + "/claim"));
    }
    PEERS.user(senior.id(), "sen", "JUNIOR", false);
    level(senior, "JUNIOR", Instant.now().plusSeconds(1));

    await()
        .untilAsserted(() ->
            assertThat(
                    senior
                        .get("/api/reviews?view=assigned")
                        .json()
                        .get("items")
                        .valueStream()
                        .map(item -> item.get("id").asString()))
                .containsExactlyInAnyOrder(low, medium));
  }

  private String submit(Actor author, String priority) {
    return submit(author, PEERS.session(author.id()), priority);
  }

  @Test
  @DisplayName("R10 nobody reviews their own: claim, verdict, hand-over, admin force, next, copies")
  void selfReviewIsImpossible() {
    Actor author = senior("ada");
    Actor original = senior("ori");
    Actor admin = admin("root");
    Actor holder = senior("sen");
    PEERS.user(admin.id(), "root", "SENIOR", false);
    String id = submit(author, PEERS.session(author.id(), original.id()), "LOW");
    String adminsOwn = submit(admin, "LOW");

    for (Actor self : List.of(author, original)) {
      refused(self.post(review(id) + "/claim"), 403, "self-review");
      refused(self.post(review(id) + "/decision", decision("APPROVE")), 403, "self-review");
      refused(
          admin.post(review(id) + "/assign", Map.of("reviewerId", self.id())), 403, "self-review");
    }
    refused(admin.post(review(adminsOwn) + "/claim"), 403, "self-review");
    refused(
        admin.post(review(adminsOwn) + "/assign", Map.of("reviewerId", admin.id())),
        403,
        "self-review");
    assertThat(original.post("/api/reviews/next").string("id")).isEqualTo(adminsOwn);
    assertThat(author.post("/api/reviews/next").status()).isEqualTo(204);
    ok(holder.post(review(id) + "/claim"));
    refused(
        holder.post(review(id) + "/assign", Map.of("reviewerId", author.id())), 403, "self-review");
    refused(author.post(review(id) + "/decision", decision("APPROVE")), 403, "self-review");
    assertThat(holder.get(review(id)).string("status")).isEqualTo("IN_REVIEW");
  }

  @Test
  @DisplayName("R16 a junior claims LOW and MEDIUM only; raised afterwards, approval recommends")
  void claimWhenJunior() {
    Actor junior = junior("jun");
    Actor senior = senior("sen");
    Actor author = person("ada");
    String high = submit(author, "HIGH");
    String medium = submit(author, "MEDIUM");
    refused(junior.post(review(high) + "/claim"), 403, "level-too-low");
    refused(
        admin("root").post(review(high) + "/assign", Map.of("reviewerId", junior.id())),
        403,
        "level-too-low");
    assertThat(junior.post("/api/reviews/next").string("id")).isEqualTo(medium);
    ok(author.patch(review(medium), Map.of("priority", "URGENT")));

    Answer recommended = junior.post(review(medium) + "/decision", decision("APPROVE"));

    assertThat(recommended.string("status")).isEqualTo("PENDING");
    assertThat(author.get(review(medium)).json().at("/recommendedBy/username").asString())
        .isEqualTo("jun");
    refused(junior.post(review(medium) + "/claim"), 403, "level-too-low");
    ok(senior.post(review(medium) + "/claim"));
    assertThat(senior.post(review(medium) + "/decision", decision("APPROVE")).string("status"))
        .isEqualTo("APPROVED");
  }

  @Test
  @DisplayName("R16 who became a reviewer just now can claim at once, before any event has come")
  void claimWhenFreshReviewer() {
    Actor fresh = person("new");
    String high = submit(person("ada"), "HIGH");
    assertThat(fresh.get(review(high)).status()).isEqualTo(404);
    refused(fresh.post("/api/reviews/next"), 403, "not-a-reviewer");
    PEERS.user(fresh.id(), "new", "JUNIOR", false);
    assertThat(fresh.post("/api/reviews/next").status()).isEqualTo(204);
    PEERS.user(fresh.id(), "new", "SENIOR", false);
    ok(fresh.post(review(high) + "/claim"));
  }

  @Test
  @DisplayName("R15 turn follows the state on every row and page")
  void turnFollowsState() {
    Actor author = person("ada");
    Actor senior = senior("sen");
    String id = submit(author);
    assertThat(turn(author, id)).isEqualTo("QUEUE");
    ok(senior.post(review(id) + "/claim"));
    assertThat(turn(author, id)).isEqualTo("REVIEWER");
    ok(senior.post(review(id) + "/decision", decision("REQUEST_CHANGES")));
    assertThat(turn(author, id)).isEqualTo("AUTHOR");
    ok(author.post(review(id) + "/rounds", Map.of()));
    assertThat(turn(author, id)).isEqualTo("REVIEWER");
    ok(senior.post(review(id) + "/decision", decision("APPROVE")));
    assertThat(turn(author, id)).isEqualTo("NONE");
    assertThat(author.get(review(id)).json().get("decidedAt").isNull()).isFalse();
  }

  private static String turn(Actor author, String id) {
    String row =
        author
            .get("/api/reviews?view=mine")
            .json()
            .get("items")
            .valueStream()
            .filter(item -> item.get("id").asString().equals(id))
            .map(item -> item.get("turn").asString())
            .findFirst()
            .orElse("");
    assertThat(author.get(review(id)).string("turn")).isEqualTo(row);
    return row;
  }
}
