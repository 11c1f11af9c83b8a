package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.review.Actor.Answer;
import dev.cove.review.review.ReviewViews;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QueueIntegrationTests extends ReviewScenario {

  private String submit(Actor author, String priority) {
    return submit(author, PEERS.session(author.id()), priority);
  }

  @Test
  @DisplayName(
      "Q1 priority counts 4 to 1, each day waiting one more; a returned claim keeps its time")
  void queueOrder() {
    Actor senior = senior("sen");
    String low = submit(person("a"), "LOW");
    clock.forward(Duration.ofHours(71));
    String medium = submit(person("b"), "MEDIUM");
    String urgent = submit(person("c"), "URGENT");
    assertThat(queue(senior)).containsExactly(urgent, low, medium);
    clock.forward(Duration.ofHours(2));
    assertThat(queue(senior)).containsExactly(low, urgent, medium);

    ok(senior.post(review(low) + "/claim"));
    assertThat(queue(senior)).containsExactly(urgent, medium);
    ok(senior.post(review(low) + "/release"));

    assertThat(queue(senior)).containsExactly(low, urgent, medium);
    assertThat(senior.get(review(medium)).json().get("queuePosition").asInt()).isEqualTo(3);
    JsonNode page = senior.get("/api/reviews?view=queue&limit=2").json();
    assertThat(page.get("items")).hasSize(2);
    JsonNode rest =
        senior
            .get("/api/reviews?view=queue&limit=2&cursor=" + page.get("nextCursor").asString())
            .json();
    assertThat(rest.get("items").valueStream().map(item -> item.get("id").asString()))
        .containsExactly(medium);
    assertThat(rest.get("nextCursor").isNull()).isTrue();
    JsonNode stats = senior.get("/api/reviews/stats").json();
    assertThat(stats.get("pending").asInt()).isEqualTo(3);
    assertThat(stats.get("medianWaitSeconds").asLong()).isGreaterThan(72 * 3600L);
  }

  @Test
  @DisplayName("Q1 next never gives two callers the same review")
  void nextWhenManyAtOnce() throws Exception {
    IntStream.range(0, 20).forEach(i -> submit(person("p" + i)));
    List<Callable<Answer>> calls =
        IntStream.range(0, 50)
            .mapToObj(i -> senior("sen" + i))
            .<Callable<Answer>>map(actor -> () -> actor.post("/api/reviews/next"))
            .toList();
    List<Answer> answers = atOnce(calls);
    assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(30);
    assertThat(
            answers.stream()
                .filter(answer -> answer.status() == 200)
                .map(answer -> answer.string("id"))
                .distinct())
        .hasSize(20);
  }

  @Test
  @DisplayName(
      "Q1 nobody starves: with an urgent one each 4 h and a reader each 4 h, LOW comes too")
  void nobodyStarves() {
    Actor senior = senior("sen");
    String low = submit(person("a"), "LOW");
    int taken = 0;
    for (int step = 1; taken < 1; step++) {
      assertThat(step).as("steps of four hours").isLessThanOrEqualTo(19);
      clock.forward(Duration.ofHours(4));
      submit(person("u" + step), "URGENT");
      String next = senior.post("/api/reviews/next").string("id");
      taken += next.equals(low) ? 1 : 0;
      jdbc.sql("update review set status = 'APPROVED' where id = ?")
          .param(UUID.fromString(next))
          .update();
    }
  }

  @Test
  @DisplayName("Q1 whatever waits for however long, pages, positions and next agree with the rule")
  void orderAgreesWithTheRule() {
    waiting(300, 20);
    List<String> byRule =
        jdbc.sql(
                """
                select id::text from review order by
                  priority + floor(extract(epoch from (:asOf::timestamptz - queued_at)) / 86400) desc,
                  queued_at, id
                """)
            .param("asOf", Timestamp.from(clock.instant()))
            .query(String.class)
            .list();
    Actor senior = senior("sen");
    List<String> ids = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = senior.get("/api/reviews?view=queue&limit=70" + cursor).json();
      page.get("items")
          .forEach(item -> {
            ids.add(item.get("id").asString());
            positions.add(item.get("queuePosition").asInt());
          });
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());

    assertThat(ids).isEqualTo(byRule);
    assertThat(positions).isEqualTo(IntStream.rangeClosed(1, 300).boxed().toList());
    assertThat(senior.post("/api/reviews/next").string("id")).isEqualTo(byRule.getFirst());
  }

  @Test
  @DisplayName(
      "Q1 with 10,000 reviews a page of the queue is read by its index, not by all of them")
  void queueIsReadByIndex() {
    waiting(10_000, 30);
    jdbc.sql("analyze review").update();
    String plan =
        String.join(
            "\n",
            jdbc.sql(
                    """
                    explain (analyze, costs off)
                    select %s from (values (1), (2), (3), (4)) w (weight) cross join lateral (
                      select * from review q where q.priority = w.weight and q.status = 'PENDING'
                      order by q.queued_at, q.id limit 51) q
                    order by score desc, q.queued_at, q.id limit 51
                    """
                        .formatted(ReviewViews.COLUMNS))
                .param("asOf", Timestamp.from(clock.instant()))
                .query(String.class)
                .list());
    assertThat(plan).contains("review_queue").doesNotContain("Seq Scan on review");
    JsonNode page = senior("sen").get("/api/reviews?view=queue").json();
    assertThat(page.get("items")).hasSize(50);
    assertThat(page.get("items").get(49).get("queuePosition").asInt()).isEqualTo(50);
    ok(senior("two").post("/api/reviews/next"));
  }

  /** Reviews that have waited for up to some days, of all priorities. */
  private void waiting(int reviews, int days) {
    jdbc.sql(
            """
            insert into review (id, session_id, title, description, priority, status, round,
              submitted_by, authors, queued_at, created_at, updated_at)
            select gen_random_uuid(), gen_random_uuid(), 'Review ' || i, repeat('d', 500), 1 + i %% 4,
              'PENDING', 1, author, array[author], at, at, at
            from generate_series(1, %d) i, lateral (select gen_random_uuid() as author,
              :now::timestamptz - mod(i * 7919, 8640) / 8640.0 * %d * interval '24 hours' as at) x
            """
                .formatted(reviews, days))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  @Test
  @DisplayName(
      "Q1 the directory tells who reviews, what they have in hand and how soon they answer")
  void directory() {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Actor senior = senior("sen" + suffix);
    Actor junior = junior("jun" + suffix);
    Actor author = person("ada" + suffix);
    String id = submit(author, "LOW");
    ok(senior.post(review(id) + "/claim"));
    clock.forward(Duration.ofMinutes(30));
    ok(senior.post(review(id) + "/decision", decision("REQUEST_CHANGES")));
    ok(junior.get("/api/reviews?view=queue"));

    JsonNode found = author.get("/api/reviews/reviewers?q=" + suffix).json().get("items");

    assertThat(found.valueStream().map(entry -> entry.get("username").asString()))
        .containsExactly("jun" + suffix, "sen" + suffix);
    assertThat(found.get(1).get("openClaims").asInt()).isEqualTo(1);
    assertThat(found.get(1).get("verdicts").asInt()).isEqualTo(1);
    assertThat(found.get(1).get("medianAnswerSeconds").asInt()).isBetween(1800, 1900);
    assertThat(found.get(0).get("medianAnswerSeconds").isNull()).isTrue();
    assertThat(author.get("/api/reviews/reviewers?level=JUNIOR&q=" + suffix).json().get("items"))
        .hasSize(1);
    JsonNode first = author.get("/api/reviews/reviewers?limit=1&q=" + suffix).json();
    assertThat(
            author
                .get(
                    "/api/reviews/reviewers?limit=1&q="
                        + suffix
                        + "&cursor="
                        + first.get("nextCursor").asString())
                .json()
                .at("/items/0/username")
                .asString())
        .isEqualTo("sen" + suffix);
  }
}
