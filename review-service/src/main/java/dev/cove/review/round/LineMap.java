package dev.cove.review.round;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the same lines of a text again after it was edited. */
public final class LineMap {

  /** Lines from 1, both included. */
  public record Range(int first, int last) {}

  private LineMap() {}

  /**
   * Where a range of lines is now, if nothing in it changed.
   *
   * @param first the first line of the range in the old text, from 1
   * @param last the last one, included
   * @return its first line in the new text, or empty when any of them changed
   */
  public static OptionalInt find(List<String> before, List<String> after, int first, int last) {
    Alignment alignment = Alignment.of(before, after);
    int start = alignment.match(first - 1);
    for (int line = first; line <= last; line++) {
      int match = alignment.match(line - 1);
      if (match < 0 || match != start + line - first) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(start + 1);
  }

  /** Where what is left of a range of lines is now; empty when all of it is gone. */
  static Optional<Range> remains(Alignment alignment, Range lines) {
    int start = -1;
    int end = -1;
    for (int line = lines.first(); line <= Math.min(lines.last(), alignment.size()); line++) {
      int match = alignment.match(line - 1);
      if (match >= 0) {
        start = start < 0 ? match : start;
        end = match;
      }
    }
    return start < 0 ? Optional.empty() : Optional.of(new Range(start + 1, end + 1));
  }
}
