package dev.cove.review.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateTableTests {

  /** The whole truth, written by hand: state, act, held → state. */
  private static final Map<String, ReviewStatus> LEGAL =
      Map.ofEntries(
          Map.entry("PENDING CLAIM", ReviewStatus.IN_REVIEW),
          Map.entry("PENDING ASSIGN", ReviewStatus.IN_REVIEW),
          Map.entry("PENDING RESUBMIT", ReviewStatus.PENDING),
          Map.entry("PENDING WITHDRAW", ReviewStatus.WITHDRAWN),
          Map.entry("IN_REVIEW ASSIGN", ReviewStatus.IN_REVIEW),
          Map.entry("IN_REVIEW RELEASE", ReviewStatus.PENDING),
          Map.entry("IN_REVIEW LAPSE", ReviewStatus.PENDING),
          Map.entry("IN_REVIEW FREE", ReviewStatus.PENDING),
          Map.entry("IN_REVIEW RECOMMEND", ReviewStatus.PENDING),
          Map.entry("IN_REVIEW APPROVE", ReviewStatus.APPROVED),
          Map.entry("IN_REVIEW REQUEST_CHANGES", ReviewStatus.CHANGES_REQUESTED),
          Map.entry("IN_REVIEW REJECT", ReviewStatus.REJECTED),
          Map.entry("IN_REVIEW WITHDRAW", ReviewStatus.WITHDRAWN),
          Map.entry("CHANGES_REQUESTED ASSIGN", ReviewStatus.CHANGES_REQUESTED),
          Map.entry("CHANGES_REQUESTED RELEASE", ReviewStatus.CHANGES_REQUESTED),
          Map.entry("CHANGES_REQUESTED FREE", ReviewStatus.CHANGES_REQUESTED),
          Map.entry("CHANGES_REQUESTED RESUBMIT", ReviewStatus.IN_REVIEW),
          Map.entry("CHANGES_REQUESTED RESUBMIT unheld", ReviewStatus.PENDING),
          Map.entry("CHANGES_REQUESTED WITHDRAW", ReviewStatus.WITHDRAWN),
          Map.entry("WITHDRAWN REOPEN", ReviewStatus.PENDING));

  static Stream<Arguments> everything() {
    return Arrays.stream(ReviewStatus.values())
        .flatMap(from ->
            Arrays.stream(Act.values())
                .flatMap(act -> Stream.of(true, false).map(held -> Arguments.of(from, act, held))));
  }

  @ParameterizedTest
  @MethodSource("everything")
  @DisplayName("R each pair of state and act leads where it should, or nowhere")
  void nextFollowsTheTable(ReviewStatus from, Act act, boolean held) {
    String key = from + " " + act;
    ReviewStatus expected =
        !held && LEGAL.containsKey(key + " unheld") ? LEGAL.get(key + " unheld") : LEGAL.get(key);
    assertThat(StateTable.next(from, act, held).orElse(null)).isEqualTo(expected);
  }

  @Test
  @DisplayName("R the table in the README is the table in the code")
  void readmeHasTheTable() throws IOException {
    List<ReviewStatus> states = List.of(ReviewStatus.values());
    StringBuilder table = new StringBuilder("| |");
    states.forEach(state -> table.append(" ").append(state).append(" |"));
    table.append("\n|---|").append("---|".repeat(states.size())).append("\n");
    for (Act act : Act.values()) {
      table.append("| ").append(act).append(" |");
      for (ReviewStatus state : states) {
        String held = name(StateTable.next(state, act, true));
        String free = name(StateTable.next(state, act, false));
        String cell = held.equals(free) ? held : held + ", unclaimed " + free;
        table.append(" ").append(cell).append(" |");
      }
      table.append("\n");
    }
    assertThat(Files.readString(Path.of("README.md"))).contains(table);
  }

  private static String name(Optional<ReviewStatus> status) {
    return status.map(ReviewStatus::name).orElse("–");
  }
}
