package dev.cove.review.round;

import dev.cove.review.round.Alignment.Edit;
import dev.cove.review.round.FileDiff.Hunk;
import dev.cove.review.round.FileDiff.Line;
import dev.cove.review.round.FileDiff.Line.Kind;
import java.util.ArrayList;
import java.util.List;

/** Compares two texts line by line and groups the differences into hunks. */
final class TextDiff {

  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;

  private TextDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** The hunks; with white space that does not count, equal lines show the newer text. */
  static List<Hunk> hunks(List<String> before, List<String> after, WhiteSpace whiteSpace) {
    return new TextDiff(before, after)
        .hunks(Alignment.of(whiteSpace.keys(before), whiteSpace.keys(after)).edits());
  }

  /** The lines of a text; a missing line end at the end of the file makes no line of its own. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private List<Hunk> hunks(List<Edit> edits) {
    List<Hunk> hunks = new ArrayList<>();
    int first = 0;
    while (first < edits.size()) {
      int last = first;
      while (last + 1 < edits.size()
          && edits.get(last + 1).oldFrom() - edits.get(last).oldTo() <= 2 * CONTEXT) {
        last++;
      }
      hunks.add(hunk(edits.subList(first, last + 1)));
      first = last + 1;
    }
    return hunks;
  }

  private Hunk hunk(List<Edit> edits) {
    List<Line> lines = new ArrayList<>();
    Edit head = edits.getFirst();
    int oldStart = Math.max(0, head.oldFrom() - CONTEXT);
    int newStart = head.newFrom() - (head.oldFrom() - oldStart);
    int oldAt = oldStart;
    int newAt = newStart;
    for (Edit edit : edits) {
      context(lines, oldAt, newAt, edit.oldFrom() - oldAt);
      for (int line = edit.oldFrom(); line < edit.oldTo(); line++) {
        lines.add(new Line(Kind.DELETE, line + 1, null, before.get(line)));
      }
      for (int line = edit.newFrom(); line < edit.newTo(); line++) {
        lines.add(new Line(Kind.ADD, null, line + 1, after.get(line)));
      }
      oldAt = edit.oldTo();
      newAt = edit.newTo();
    }
    int rest = Math.min(CONTEXT, before.size() - oldAt);
    context(lines, oldAt, newAt, rest);
    int oldLines = oldAt + rest - oldStart;
    int newLines = newAt + rest - newStart;
    return new Hunk(
        oldLines == 0 ? oldStart : oldStart + 1,
        oldLines,
        newLines == 0 ? newStart : newStart + 1,
        newLines,
        lines);
  }

  private void context(List<Line> lines, int oldAt, int newAt, int count) {
    for (int i = 0; i < count; i++) {
      lines.add(new Line(Kind.CONTEXT, oldAt + i + 1, newAt + i + 1, after.get(newAt + i)));
    }
  }
}
