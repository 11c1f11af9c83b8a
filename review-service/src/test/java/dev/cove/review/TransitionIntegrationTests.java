package dev.cove.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TransitionIntegrationTests extends ReviewScenario {

  /** The people around one review. */
  private record Cast(Actor author, Actor holder, Actor other, String id) {}

  private static final List<String> STATES =
      List.of("PENDING", "IN_REVIEW", "CHANGES_REQUESTED", "APPROVED", "REJECTED", "WITHDRAWN");

  private static final List<String> ACTS =
      List.of(
          "claim",
          "release",
          "assign",
          "APPROVE",
          "REQUEST_CHANGES",
          "REJECT",
          "rounds",
          "withdraw",
          "reopen");

  /** What must succeed; everything else is 409 and changes nothing. */
  private static final Map<String, Set<String>> LEGAL =
      Map.of(
          "PENDING", Set.of("claim", "assign", "rounds", "withdraw"),
          "IN_REVIEW",
              Set.of("release", "assign", "APPROVE", "REQUEST_CHANGES", "REJECT", "withdraw"),
          "CHANGES_REQUESTED", Set.of("release", "assign", "rounds", "withdraw"),
          "APPROVED", Set.of(),
          "REJECTED", Set.of(),
          "WITHDRAWN", Set.of("reopen"));

  @TestFactory
  @DisplayName("R every act in every state over the API: legal ones work, illegal ones are 409")
  Stream<DynamicTest> everyActInEveryState() {
    return STATES.stream()
        .flatMap(state ->
            ACTS.stream()
                .map(act -> DynamicTest.dynamicTest(state + " " + act, () -> check(state, act))));
  }

  private void check(String state, String act) {
    Cast cast = bring(state);
    int lines = history(cast);

    Actor.Answer answer = act(cast, act);

    if (LEGAL.getOrDefault(state, Set.of()).contains(act)) {
      ok(answer);
      assertThat(history(cast)).isEqualTo(lines + 1);
    } else {
      assertThat(answer.status()).as(answer.text()).isEqualTo(409);
      assertThat(answer.code()).isIn("illegal-transition", "already-claimed");
      assertThat(answer.string("status")).isEqualTo(state);
      assertThat(cast.author().get(review(cast.id())).string("status")).isEqualTo(state);
      assertThat(history(cast)).isEqualTo(lines);
    }
  }

  private static int history(Cast cast) {
    return cast.author().get(review(cast.id()) + "/history").json().get("items").size();
  }

  private Cast bring(String state) {
    Actor author = person("ada");
    Actor holder = senior("sen");
    Cast cast = new Cast(author, holder, senior("oth"), submit(author));
    String path = review(cast.id());
    if (state.equals("PENDING")) {
      // a former holder sees it in every state
      ok(holder.post(path + "/claim"));
      ok(holder.post(path + "/release"));
      return cast;
    }
    ok(holder.post(path + "/claim"));
    switch (state) {
      case "CHANGES_REQUESTED" -> ok(holder.post(path + "/decision", decision("REQUEST_CHANGES")));
      case "APPROVED" -> ok(holder.post(path + "/decision", decision("APPROVE")));
      case "REJECTED" -> ok(holder.post(path + "/decision", decision("REJECT")));
      case "WITHDRAWN" -> ok(author.post(path + "/withdraw", Map.of("reason", "never mind")));
      default -> assertThat(state).isEqualTo("IN_REVIEW");
    }
    return cast;
  }

  private Actor.Answer act(Cast cast, String act) {
    String path = review(cast.id());
    Actor admin = admin("root");
    return switch (act) {
      case "claim" -> cast.other().post(path + "/claim");
      case "release" -> cast.holder().post(path + "/release", Map.of());
      case "assign" -> admin.post(path + "/assign", Map.of("reviewerId", cast.other().id()));
      case "rounds", "withdraw", "reopen" -> cast.author().post(path + "/" + act);
      default -> cast.holder().post(path + "/decision", decision(act));
    };
  }
}
