package dev.cove.review.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LineMapTests {

  @Test
  void findWhenLinesAroundChange() {
    List<String> before = List.of("a", "b", "c", "d");
    assertThat(LineMap.find(before, List.of("x", "a", "b", "c", "d"), 2, 3)).hasValue(3);
    assertThat(LineMap.find(before, List.of("a", "b", "c", "x", "d"), 2, 3)).hasValue(2);
    assertThat(LineMap.find(before, List.of("b", "c", "d"), 2, 3)).hasValue(1);
    assertThat(LineMap.find(before, List.of("a", "b", "x", "c", "d"), 2, 3)).isEmpty();
    assertThat(LineMap.find(before, List.of("a", "b", "d"), 2, 3)).isEmpty();
  }

  @RepeatedTest(20)
  @DisplayName("R5 lines are found again after random edits, or said to be gone")
  void findAgreesWithTheText(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      before.add("line " + i);
    }
    List<String> after = new ArrayList<>(before);
    for (int i = 0; i < 10; i++) {
      int at = random.nextInt(after.size());
      if (random.nextBoolean()) {
        after.add(at, "new " + i);
      } else {
        after.remove(at);
      }
    }
    for (int first = 1; first <= 57; first++) {
      int last = first + random.nextInt(3);
      List<String> range = before.subList(first - 1, last);
      int at = after.indexOf(range.getFirst());
      boolean whole =
          at >= 0
              && at + range.size() <= after.size()
              && after.subList(at, at + range.size()).equals(range);
      assertThat(LineMap.find(before, after, first, last))
          .isEqualTo(whole ? OptionalInt.of(at + 1) : OptionalInt.empty());
    }
  }
}
