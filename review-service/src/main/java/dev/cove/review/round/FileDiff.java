package dev.cove.review.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one file differs between two rounds.
 *
 * @param oldPath where it was before, for a rename
 * @param binary whether either side is no text: then there are no hunks
 * @param tooLarge whether the text is beyond what is compared here: then there are no hunks
 */
public record FileDiff(
    String path,
    @Nullable String oldPath,
    Change change,
    boolean binary,
    boolean tooLarge,
    int additions,
    int deletions,
    List<Hunk> hunks) {

  /** The kind of difference. */
  public enum Change {
    /** Only in the newer round. */
    ADDED,
    /** In both, with other content. */
    MODIFIED,
    /** Only in the older round. */
    DELETED,
    /** The same content under another path. */
    RENAMED
  }

  /** A run of changed lines with up to three equal ones around; line numbers from 1. */
  public record Hunk(int oldStart, int oldLines, int newStart, int newLines, List<Line> lines) {}

  /** One line of a hunk, without its line end. */
  public record Line(Kind type, @Nullable Integer oldLine, @Nullable Integer newLine, String text) {

    /** Where a line is. */
    public enum Kind {
      /** On both sides. */
      CONTEXT,
      /** On the newer side only. */
      ADD,
      /** On the older side only. */
      DELETE
    }
  }

  static FileDiff withoutText(
      String path, @Nullable String oldPath, Change change, boolean binary, boolean tooLarge) {
    return new FileDiff(path, oldPath, change, binary, tooLarge, 0, 0, List.of());
  }

  static FileDiff of(String path, @Nullable String oldPath, Change change, List<Hunk> hunks) {
    return new FileDiff(
        path,
        oldPath,
        change,
        false,
        false,
        count(hunks, Line.Kind.ADD),
        count(hunks, Line.Kind.DELETE),
        hunks);
  }

  private static int count(List<Hunk> hunks, Line.Kind kind) {
    return (int)
        hunks.stream()
            .flatMap(hunk -> hunk.lines().stream())
            .filter(line -> line.type() == kind)
            .count();
  }
}
