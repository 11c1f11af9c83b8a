package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.review.Actor.Answer;
import java.time.Duration;
import java.util.List;
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
    IntStream.range(0, 10).forEach(i -> submit(person("p" + i)));
    List<Callable<Answer>> calls =
        IntStream.range(0, 10)
            .mapToObj(i -> senior("sen" + i))
            .<Callable<Answer>>map(actor -> () -> actor.post("/api/reviews/next"))
            .toList();
    List<Answer> answers = atOnce(calls);
    assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    assertThat(answers.stream().map(answer -> answer.string("id")).distinct()).hasSize(10);
  }
}
