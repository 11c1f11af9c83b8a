package dev.cove.review.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.review.round.FileDiff.Hunk;
import dev.cove.review.round.FileDiff.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDiffTests {

  @Test
  void hunksOfEqualTextsAreNone() {
    assertThat(TextDiff.hunks(List.of("a", "b"), List.of("a", "b"), WhiteSpace.KEEP)).isEmpty();
  }

  @Test
  void hunkOfNewFileStartsAtZeroBefore() {
    Hunk hunk = TextDiff.hunks(List.of(), List.of("a", "b"), WhiteSpace.KEEP).getFirst();
    assertThat(hunk.oldStart()).isZero();
    assertThat(hunk.oldLines()).isZero();
    assertThat(hunk.newStart()).isEqualTo(1);
    assertThat(hunk.newLines()).isEqualTo(2);
  }

  @Test
  @DisplayName("R14 white space may be left out of account; equal lines show the newer text")
  void hunksWithoutWhiteSpace() {
    List<String> before = List.of("if a:", "  b()", "c()");
    List<String> after = List.of("if a :", "    b()", "d()");
    assertThat(TextDiff.hunks(before, after, WhiteSpace.KEEP).getFirst().lines()).hasSize(6);
    assertThat(TextDiff.hunks(before, after, WhiteSpace.IGNORE).getFirst().lines())
        .containsExactly(
            new Line(Line.Kind.CONTEXT, 1, 1, "if a :"),
            new Line(Line.Kind.CONTEXT, 2, 2, "    b()"),
            new Line(Line.Kind.DELETE, 3, null, "c()"),
            new Line(Line.Kind.ADD, null, 3, "d()"));
    assertThat(TextDiff.hunks(List.of("a", "b"), List.of("a ", "\tb"), WhiteSpace.IGNORE))
        .isEmpty();
  }

  @Test
  void linesWhenLastLineEndIsMissing() {
    assertThat(TextDiff.lines("a\nb")).containsExactly("a", "b");
    assertThat(TextDiff.lines("a\nb\n")).containsExactly("a", "b");
    assertThat(TextDiff.lines("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  @DisplayName("R14 hunks applied to the old text give the new one, for random edits")
  void hunksRebuildTheNewText(long seed) {
    Random random = new Random(seed);
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      before.add("line " + random.nextInt(40));
    }
    List<String> after = new ArrayList<>(before);
    for (int i = 0; i < 20; i++) {
      int at = random.nextInt(after.size());
      switch (random.nextInt(3)) {
        case 0 -> after.add(at, "new " + i);
        case 1 -> after.remove(at);
        default -> after.set(at, "other " + i);
      }
    }

    List<String> rebuilt = new ArrayList<>();
    int oldAt = 0;
    for (Hunk hunk : TextDiff.hunks(before, after, WhiteSpace.KEEP)) {
      int start = hunk.oldLines() == 0 ? hunk.oldStart() : hunk.oldStart() - 1;
      rebuilt.addAll(before.subList(oldAt, start));
      oldAt = start + hunk.oldLines();
      for (Line line : hunk.lines()) {
        if (line.type() != Line.Kind.DELETE) {
          rebuilt.add(line.text());
          assertThat(line.newLine()).isEqualTo(rebuilt.size());
        }
      }
    }
    rebuilt.addAll(before.subList(oldAt, before.size()));
    assertThat(rebuilt).isEqualTo(after);
  }
}
