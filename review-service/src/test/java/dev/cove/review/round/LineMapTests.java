package dev.cove.review.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.review.round.LineMap.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineMapTests {

  /** Lines that real texts have many times. */
  private static final List<String> COMMON =
      List.of("", "", "", "    pass", "    return None", "    }", "else:", "try:");

  /** A line with who it is: an edited line is another one. */
  private record Known(int id, String text) {}

  /** A text and what some editing made of it, with the truth about each line. */
  private static final class Story {
    final List<Known> before = new ArrayList<>();
    final List<Known> after;
    private final Random random;
    private int ids;

    Story(long seed, boolean moves) {
      random = new Random(seed);
      IntStream.range(0, 40 + random.nextInt(80)).forEach(_ -> before.add(line()));
      after = new ArrayList<>(before);
      IntStream.range(0, 1 + random.nextInt(15)).forEach(_ -> edit(moves));
    }

    private Known line() {
      int id = ids++;
      boolean common = random.nextInt(3) == 0;
      return new Known(
          id, common ? COMMON.get(random.nextInt(COMMON.size())) : "    value_" + id + " = " + id);
    }

    private void edit(boolean moves) {
      int at = random.nextInt(after.size() + 1);
      int end = Math.min(after.size(), at + 1 + random.nextInt(4));
      switch (random.nextInt(moves ? 4 : 3)) {
        case 0 ->
            after.addAll(
                at, IntStream.range(0, 1 + random.nextInt(6)).mapToObj(_ -> line()).toList());
        case 1 -> after.subList(at, end).clear();
        case 2 -> after.subList(at, end).replaceAll(_ -> line());
        default -> {
          List<Known> block = List.copyOf(after.subList(at, end));
          after.subList(at, end).clear();
          after.addAll(random.nextInt(after.size() + 1), block);
        }
      }
    }

    List<String> textBefore() {
      return before.stream().map(Known::text).toList();
    }

    List<String> textAfter() {
      return after.stream().map(Known::text).toList();
    }

    /** Where each line of the text before is by now, from 0; -1 for none. */
    List<Integer> truth() {
      Map<Integer, Integer> places = new HashMap<>();
      IntStream.range(0, after.size()).forEach(i -> places.put(after.get(i).id(), i));
      return before.stream().map(line -> places.getOrDefault(line.id(), -1)).toList();
    }

    /** Whether there is no other line like this one, before or by now. */
    boolean oneOfAKind(int line) {
      Known known = before.get(line);
      return Collections.frequency(textBefore(), known.text()) == 1
          && after.stream()
              .filter(other -> other.text().equals(known.text()))
              .allMatch(known::equals);
    }
  }

  static LongStream twoHundred() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest
  @MethodSource("twoHundred")
  @DisplayName(
      "R12 a line that is one of a kind is found exactly where the editing left it, or gone")
  void matchAgreesWithTheTruth(long seed) {
    var story = new Story(seed, false);
    List<Integer> truth = story.truth();

    Alignment alignment = Alignment.of(story.textBefore(), story.textAfter());

    for (int line = 0; line < truth.size(); line++) {
      if (story.oneOfAKind(line)) {
        assertThat(alignment.match(line)).as("line %d", line).isEqualTo(truth.get(line));
      }
    }
    for (int line = 1; line < truth.size() - 1; line++) {
      boolean undisturbed =
          story.oneOfAKind(line - 1)
              && story.oneOfAKind(line + 1)
              && truth.get(line) >= 0
              && truth.get(line - 1) == truth.get(line) - 1
              && truth.get(line + 1) == truth.get(line) + 1;
      if (undisturbed) {
        assertThat(alignment.match(line)).as("common line %d", line).isEqualTo(truth.get(line));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twoHundred")
  @DisplayName("R12 whatever was edited and moved, a comment never shows on a line of other text")
  void matchIsNeverAnotherText(long seed) {
    var story = new Story(seed, true);
    List<String> before = story.textBefore();
    List<String> after = story.textAfter();

    Alignment alignment = Alignment.of(before, after);

    Set<Integer> used = new HashSet<>();
    int last = -1;
    for (int line = 0; line < before.size(); line++) {
      int match = alignment.match(line);
      if (match >= 0) {
        assertThat(after.get(match)).isEqualTo(before.get(line));
        assertThat(used.add(match)).isTrue();
        assertThat(match).isGreaterThan(last);
        last = match;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("twoHundred")
  @DisplayName("R12 a range is shown from its first to its last line that is left")
  void remainsAgreesWithTheTruth(long seed) {
    var story = new Story(seed, false);
    List<Integer> truth = story.truth();
    Alignment alignment = Alignment.of(story.textBefore(), story.textAfter());
    for (int first = 0; first + 4 < truth.size(); first += 3) {
      int from = first;
      if (IntStream.rangeClosed(first, first + 4).allMatch(story::oneOfAKind)) {
        List<Integer> left =
            IntStream.rangeClosed(from, from + 4)
                .map(truth::get)
                .filter(i -> i >= 0)
                .boxed()
                .toList();
        assertThat(LineMap.remains(alignment, new Range(first + 1, first + 5)))
            .isEqualTo(
                left.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Range(left.getFirst() + 1, left.getLast() + 1)));
      }
    }
  }

  @Test
  void findWhenLinesAroundChange() {
    List<String> before = List.of("a", "b", "c", "d");
    assertThat(LineMap.find(before, List.of("x", "a", "b", "c", "d"), 2, 3)).hasValue(3);
    assertThat(LineMap.find(before, List.of("a", "b", "c", "x", "d"), 2, 3)).hasValue(2);
    assertThat(LineMap.find(before, List.of("b", "c", "d"), 2, 3)).hasValue(1);
    assertThat(LineMap.find(before, List.of("a", "b", "x", "c", "d"), 2, 3)).isEmpty();
    assertThat(LineMap.find(before, List.of("a", "b", "d"), 2, 3)).isEmpty();
  }

  @Test
  @DisplayName("R14 two functions that change places keep the lines that are theirs together")
  void matchWhenBlocksRepeatThemselves() {
    List<String> before = List.of("def a():", "    x = 1", "", "def b():", "    y = 2", "");
    List<String> after =
        List.of(
            "def a():",
            "    x = 1",
            "",
            "def new():",
            "    z = 3",
            "",
            "def b():",
            "    y = 2",
            "");

    Alignment alignment = Alignment.of(before, after);

    assertThat(IntStream.range(0, 6).map(alignment::match)).containsExactly(0, 1, 2, 6, 7, 8);
    assertThat(alignment.edits()).containsExactly(new Alignment.Edit(3, 3, 3, 6));
  }
}
