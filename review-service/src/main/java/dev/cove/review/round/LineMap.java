package dev.cove.review.round;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;
import java.util.OptionalInt;

/** Finds the same lines of a text again after it was edited. */
public final class LineMap {

  private LineMap() {}

  /**
   * Where a range of lines is now.
   *
   * @param first the first line of the range in the old text, from 1
   * @param last the last one, included
   * @return its first line in the new text, or empty when any of them changed
   */
  public static OptionalInt find(List<String> before, List<String> after, int first, int last) {
    int start = first - 1;
    int offset = 0;
    for (AbstractDelta<String> delta :
        DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>(), null).getDeltas()) {
      int from = delta.getSource().getPosition();
      int to = from + delta.getSource().size();
      boolean insertedBefore = from == to && from <= start;
      if (insertedBefore || (from < to && to <= start)) {
        offset += delta.getTarget().size() - delta.getSource().size();
      } else if (from < last) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(first + offset);
  }
}
