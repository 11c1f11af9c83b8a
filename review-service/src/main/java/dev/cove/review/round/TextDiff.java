package dev.cove.review.round;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
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

  static List<Hunk> hunks(List<String> before, List<String> after) {
    return new TextDiff(before, after).hunks();
  }

  /** The lines of a text; a missing line end at the end of the file makes no line of its own. */
  static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private List<Hunk> hunks() {
    List<AbstractDelta<String>> deltas =
        DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(), null).getDeltas();
    List<Hunk> hunks = new ArrayList<>();
    int first = 0;
    while (first < deltas.size()) {
      int last = first;
      while (last + 1 < deltas.size() && near(deltas.get(last), deltas.get(last + 1))) {
        last++;
      }
      hunks.add(hunk(deltas.subList(first, last + 1)));
      first = last + 1;
    }
    return hunks;
  }

  private static boolean near(AbstractDelta<String> one, AbstractDelta<String> next) {
    int end = one.getSource().getPosition() + one.getSource().size();
    return next.getSource().getPosition() - end <= 2 * CONTEXT;
  }

  private Hunk hunk(List<AbstractDelta<String>> deltas) {
    List<Line> lines = new ArrayList<>();
    List<String> added = new ArrayList<>();
    AbstractDelta<String> head = deltas.getFirst();
    int oldAt = Math.max(0, head.getSource().getPosition() - CONTEXT);
    int newAt = head.getTarget().getPosition() - (head.getSource().getPosition() - oldAt);
    int oldStart = oldAt;
    int newStart = newAt;
    for (AbstractDelta<String> delta : deltas) {
      if (oldAt < delta.getSource().getPosition()) {
        newAt = add(added, newAt, lines);
      }
      while (oldAt < delta.getSource().getPosition()) {
        lines.add(new Line(Kind.CONTEXT, oldAt + 1, newAt + 1, before.get(oldAt)));
        oldAt++;
        newAt++;
      }
      for (String text : delta.getSource().getLines()) {
        lines.add(new Line(Kind.DELETE, ++oldAt, null, text));
      }
      added.addAll(delta.getTarget().getLines());
    }
    newAt = add(added, newAt, lines);
    for (int i = 0; i < CONTEXT && oldAt < before.size(); i++) {
      lines.add(new Line(Kind.CONTEXT, oldAt + 1, newAt + 1, before.get(oldAt)));
      oldAt++;
      newAt++;
    }
    int oldLines = oldAt - oldStart;
    int newLines = newAt - newStart;
    return new Hunk(
        oldLines == 0 ? oldStart : oldStart + 1,
        oldLines,
        newLines == 0 ? newStart : newStart + 1,
        newLines,
        lines);
  }

  /** Puts the added lines behind the deleted ones of the same change, as readers expect them. */
  private static int add(List<String> added, int newAt, List<Line> lines) {
    int at = newAt;
    for (String text : added) {
      lines.add(new Line(Kind.ADD, null, ++at, text));
    }
    added.clear();
    return at;
  }
}
