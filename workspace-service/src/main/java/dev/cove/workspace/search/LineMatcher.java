package dev.cove.workspace.search;

import dev.cove.starter.problem.ProblemException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.springframework.http.HttpStatus;

/**
 * Finds a text or a pattern in one line. A pattern reads the line through a clock: one that
 * backtracks for ever is stopped in mid-match and refused, so nobody's search can keep a processor.
 */
final class LineMatcher {

  private static final int CLOCK_EVERY = 1024;

  /** Thrown out of a match when the time is over. */
  static final class TimeOver extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TimeOver() {
      super("the time for the search is over", null, false, false);
    }
  }

  private final Pattern pattern;
  private final boolean literal;
  private final long deadline;
  private final long lineTime;

  private LineMatcher(Pattern pattern, boolean literal, long deadline, long lineTime) {
    this.pattern = pattern;
    this.literal = literal;
    this.deadline = deadline;
    this.lineTime = lineTime;
  }

  /**
   * A matcher until a deadline.
   *
   * @param deadline in terms of {@link System#nanoTime()}
   * @param lineTime how long a pattern may take for one line
   */
  static LineMatcher of(
      String query, boolean regex, boolean caseSensitive, long deadline, Duration lineTime) {
    int flags =
        (regex ? 0 : Pattern.LITERAL)
            | (caseSensitive ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    try {
      return new LineMatcher(Pattern.compile(query, flags), !regex, deadline, lineTime.toNanos());
    } catch (PatternSyntaxException e) {
      throw ProblemException.invalid(
          new ProblemException.FieldError("q", "is not a pattern: " + e.getDescription()));
    }
  }

  /** Whether it is worth looking at a text line by line: of a plain text that is known at once. */
  boolean mayBeIn(String text) {
    checkTime();
    return !literal || pattern.matcher(text).find();
  }

  /** Where the first match in the line begins. */
  OptionalInt find(String line) {
    if (literal) {
      Matcher matcher = pattern.matcher(line);
      return matcher.find() ? OptionalInt.of(matcher.start()) : OptionalInt.empty();
    }
    checkTime();
    Matcher matcher = pattern.matcher(new Timed(line));
    try {
      return matcher.find() ? OptionalInt.of(matcher.start()) : OptionalInt.empty();
    } catch (StackOverflowError e) {
      throw ProblemException.invalid(
          new ProblemException.FieldError("q", "is too deep a pattern for these files"));
    }
  }

  private static ProblemException tooSlow() {
    return new ProblemException(
        HttpStatus.UNPROCESSABLE_CONTENT,
        "search-too-slow",
        "This pattern takes too long for a single line: repeated parts that match the same text"
            + " multiply the ways to try. Make it simpler.");
  }

  private void checkTime() {
    if (System.nanoTime() - deadline > 0) {
      throw new TimeOver();
    }
  }

  private final class Timed implements CharSequence {

    private final String text;
    private final long until = System.nanoTime() + lineTime;
    private int reads;

    Timed(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads % CLOCK_EVERY == 0) {
        if (System.nanoTime() - until > 0) {
          throw tooSlow();
        }
        checkTime();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
