package dev.cove.review.round;

import java.util.List;
import java.util.regex.Pattern;

/** Whether white space makes a difference. */
public enum WhiteSpace {
  /** It does. */
  KEEP,
  /** Lines that differ in nothing else are the same. */
  IGNORE;

  private static final Pattern BLANKS = Pattern.compile("\\s+");

  /** What lines are compared by. */
  List<String> keys(List<String> lines) {
    return this == KEEP
        ? lines
        : lines.stream().map(line -> BLANKS.matcher(line).replaceAll("")).toList();
  }
}
