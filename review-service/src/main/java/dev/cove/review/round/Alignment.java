package dev.cove.review.round;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which line of one text is which of another, by patience: lines that both texts have exactly once
 * are matched first, as long as they are in the same order, and what is between them is aligned in
 * the same way; only where there are none, Myers' shortest difference decides. So a line that is
 * one of a kind is found again whatever happens to empty lines and brackets around it.
 */
final class Alignment {

  /** A run of lines that differ: from and to, excluded, on both sides, counted from 0. */
  record Edit(int oldFrom, int oldTo, int newFrom, int newTo) {}

  private static final int NONE = -1;

  private final int[] match;
  private final int newSize;

  private Alignment(int[] match, int newSize) {
    this.match = match;
    this.newSize = newSize;
  }

  static Alignment of(List<String> before, List<String> after) {
    var aligner = new Aligner(before, after);
    aligner.align(0, before.size(), 0, after.size());
    return new Alignment(aligner.match, after.size());
  }

  /** How many lines the older text has. */
  int size() {
    return match.length;
  }

  /** The line of the newer text that the older one's line is, from 0; negative when it is gone. */
  int match(int line) {
    return match[line];
  }

  /** Everything that differs, from the top. */
  List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    int oldAt = 0;
    int newAt = 0;
    for (int line = 0; line <= match.length; line++) {
      boolean end = line == match.length;
      if (!end && match[line] == NONE) {
        continue;
      }
      int to = end ? newSize : match[line];
      if (line > oldAt || to > newAt) {
        edits.add(new Edit(oldAt, line, newAt, to));
      }
      oldAt = line + 1;
      newAt = to + 1;
    }
    return edits;
  }

  private static final class Aligner {

    private final List<String> before;
    private final List<String> after;
    private final int[] match;

    Aligner(List<String> before, List<String> after) {
      this.before = before;
      this.after = after;
      this.match = new int[before.size()];
      Arrays.fill(match, NONE);
    }

    void align(int oldStart, int oldEnd, int newStart, int newEnd) {
      int oldFrom = oldStart;
      int oldTo = oldEnd;
      int newFrom = newStart;
      int newTo = newEnd;
      while (oldFrom < oldTo && newFrom < newTo && same(oldFrom, newFrom)) {
        match[oldFrom++] = newFrom++;
      }
      while (oldFrom < oldTo && newFrom < newTo && same(oldTo - 1, newTo - 1)) {
        match[--oldTo] = --newTo;
      }
      if (oldFrom == oldTo || newFrom == newTo) {
        return;
      }
      List<int[]> anchors = anchors(oldFrom, oldTo, newFrom, newTo);
      if (anchors.isEmpty()) {
        shortest(oldFrom, oldTo, newFrom, newTo);
        return;
      }
      for (int[] anchor : anchors) {
        match[anchor[0]] = anchor[1];
        align(oldFrom, anchor[0], newFrom, anchor[1]);
        oldFrom = anchor[0] + 1;
        newFrom = anchor[1] + 1;
      }
      align(oldFrom, oldTo, newFrom, newTo);
    }

    private boolean same(int oldLine, int newLine) {
      return before.get(oldLine).equals(after.get(newLine));
    }

    /** The longest row of lines, each once on both sides, that is in order on both sides. */
    private List<int[]> anchors(int oldFrom, int oldTo, int newFrom, int newTo) {
      Map<String, Integer> oldOnes = onlyOnes(before, oldFrom, oldTo);
      Map<String, Integer> newOnes = onlyOnes(after, newFrom, newTo);
      List<int[]> pairs = new ArrayList<>();
      for (int line = oldFrom; line < oldTo; line++) {
        Integer here = oldOnes.get(before.get(line));
        Integer there = newOnes.get(before.get(line));
        if (here != null && there != null && here == line && there >= 0) {
          pairs.add(new int[] {line, there});
        }
      }
      return longestInOrder(pairs);
    }

    /** Lines that are there once, with their place; negative for what is there more often. */
    private static Map<String, Integer> onlyOnes(List<String> lines, int from, int to) {
      Map<String, Integer> places = new HashMap<>();
      for (int line = from; line < to; line++) {
        places.merge(lines.get(line), line, (_, _) -> NONE);
      }
      return places;
    }

    /** Patience sorting: piles whose tops grow, each card with the top of the pile before it. */
    private static List<int[]> longestInOrder(List<int[]> pairs) {
      int[] tops = new int[pairs.size()];
      int[] previous = new int[pairs.size()];
      int piles = 0;
      for (int card = 0; card < pairs.size(); card++) {
        int low = 0;
        int high = piles;
        while (low < high) {
          int middle = (low + high) / 2;
          if (pairs.get(tops[middle])[1] < pairs.get(card)[1]) {
            low = middle + 1;
          } else {
            high = middle;
          }
        }
        tops[low] = card;
        previous[card] = low == 0 ? NONE : tops[low - 1];
        piles = Math.max(piles, low + 1);
      }
      List<int[]> row = new ArrayList<>();
      for (int card = piles == 0 ? NONE : tops[piles - 1]; card != NONE; card = previous[card]) {
        row.addFirst(pairs.get(card));
      }
      return row;
    }

    /** Myers, among the lines that the other side has at all. */
    private void shortest(int oldFrom, int oldTo, int newFrom, int newTo) {
      List<Integer> oldLines = linesAlsoIn(before, oldFrom, oldTo, after.subList(newFrom, newTo));
      List<Integer> newLines = linesAlsoIn(after, newFrom, newTo, before.subList(oldFrom, oldTo));
      int oldAt = 0;
      int newAt = 0;
      for (AbstractDelta<String> delta :
          DiffUtils.diff(
                  oldLines.stream().map(before::get).toList(),
                  newLines.stream().map(after::get).toList(),
                  new MyersDiffWithLinearSpace<>(),
                  null)
              .getDeltas()) {
        while (oldAt < delta.getSource().getPosition()) {
          match[oldLines.get(oldAt++)] = newLines.get(newAt++);
        }
        oldAt += delta.getSource().size();
        newAt += delta.getTarget().size();
      }
      while (oldAt < oldLines.size()) {
        match[oldLines.get(oldAt++)] = newLines.get(newAt++);
      }
    }

    private static List<Integer> linesAlsoIn(
        List<String> lines, int from, int to, List<String> others) {
      Set<String> known = new HashSet<>(others);
      List<Integer> found = new ArrayList<>();
      for (int line = from; line < to; line++) {
        if (known.contains(Objects.requireNonNull(lines.get(line)))) {
          found.add(line);
        }
      }
      return found;
    }
  }
}
