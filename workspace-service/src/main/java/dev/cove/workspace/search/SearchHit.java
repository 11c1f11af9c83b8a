package dev.cove.workspace.search;

/**
 * One place that was found.
 *
 * @param path the file
 * @param line its line, from 1
 * @param column the column, from 1
 * @param preview the line, shortened around the place
 */
public record SearchHit(String path, int line, int column, String preview) {

  private static final int BEFORE = 60;
  private static final int LONGEST = 200;

  static SearchHit of(String path, int line, int start, String text) {
    int from = start <= BEFORE ? 0 : start - BEFORE;
    int to = Math.min(text.length(), from + LONGEST);
    return new SearchHit(path, line, start + 1, text.substring(from, to));
  }
}
