package dev.cove.review.export;

import dev.cove.review.export.ReviewFile.CommentLine;
import dev.cove.review.export.ReviewFile.HistoryLine;
import dev.cove.review.export.ReviewFile.RoundLine;
import dev.cove.review.reviewer.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A review as Markdown: what it is about, then everything that happened in the order of time. What
 * people wrote is quoted; in other places it loses its markup.
 */
public final class MarkdownFile {

  private record Entry(Instant at, String text) {}

  private static final Pattern MARKUP = Pattern.compile("([\\\\`*_{}\\[\\]<>#|~])");

  private MarkdownFile() {}

  /** The whole file. */
  public static String of(ReviewFile review) {
    var text = new StringBuilder();
    text.append("# ").append(plain(review.title())).append("\n\n");
    text.append("- Status: ").append(review.status()).append('\n');
    text.append("- Priority: ").append(review.priority()).append('\n');
    text.append("- Author: ").append(name(review.submittedBy())).append('\n');
    text.append("- Reviewer: ").append(name(review.reviewer())).append('\n');
    text.append("- Submitted: ").append(time(review.createdAt())).append('\n');
    Instant decided = review.decidedAt();
    if (decided != null) {
      text.append("- Decided: ").append(time(decided)).append('\n');
    }
    if (!review.description().isBlank()) {
      text.append("\n## Description\n\n").append(quote(review.description()));
    }
    text.append("\n## Rounds\n\n");
    review.rounds().forEach(round -> text.append(round(round)));
    text.append("\n## Timeline\n");
    entries(review).forEach(entry -> text.append('\n').append(entry.text()));
    return text.toString();
  }

  private static List<Entry> entries(ReviewFile review) {
    List<Entry> entries = new ArrayList<>();
    review.history().forEach(line -> entries.add(new Entry(line.at(), history(line))));
    review.comments().forEach(line -> entries.add(new Entry(line.createdAt(), comment(line))));
    entries.sort(Comparator.comparing(Entry::at));
    return entries;
  }

  private static String round(RoundLine round) {
    String note = round.note();
    String line =
        "%d. %s, %d files, %d bytes%n"
            .formatted(round.number(), time(round.createdAt()), round.fileCount(), round.bytes());
    return note == null ? line : line + quote(note).indent(3);
  }

  private static String history(HistoryLine line) {
    String words = line.action().toLowerCase(Locale.ROOT).replace('_', ' ');
    String actor = line.actor() == null ? "Cove" : name(line.actor());
    String head =
        "### %s %s: %s (round %d)%n".formatted(time(line.at()), actor, words, line.round());
    String detail = line.detail();
    return detail == null || detail.isBlank() ? head : head + "\n" + quote(detail);
  }

  private static String comment(CommentLine line) {
    var head = new StringBuilder();
    head.append("### ").append(time(line.createdAt())).append(' ').append(name(line.author()));
    head.append(line.parentId() == null ? " wrote" : " answered");
    head.append(" (").append(line.kind().name().toLowerCase(Locale.ROOT));
    if (line.mustVerify()) {
      head.append(", must verify");
    }
    head.append(", round ").append(line.round()).append(place(line)).append(')');
    head.append(line.resolved() ? " – resolved\n\n" : "\n\n");
    String suggestion = line.suggestion();
    return head
        + quote(line.body())
        + (suggestion == null ? "" : "\nSuggestion:\n\n" + code(suggestion));
  }

  private static String place(CommentLine line) {
    String path = line.path();
    if (path == null) {
      return "";
    }
    String file = ", " + plain(path);
    if (line.line() == null) {
      return file;
    }
    Integer end = line.endLine();
    String lines = end == null ? ":" + line.line() : ":" + line.line() + "–" + end;
    return file + lines + ("OLD".equals(String.valueOf(line.side())) ? " before" : "");
  }

  private static String quote(String text) {
    return text.strip()
        .lines()
        .map(line -> ("> " + line).stripTrailing() + "\n")
        .reduce("", String::concat);
  }

  /** A block whose fence is longer than any in the text. */
  private static String code(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + text + (text.endsWith("\n") ? "" : "\n") + fence + "\n";
  }

  private static String name(@Nullable Named named) {
    return named == null
        ? "–"
        : plain(Objects.requireNonNullElse(named.displayName(), named.username()));
  }

  private static String plain(String text) {
    return MARKUP.matcher(text.replaceAll("\\s+", " ")).replaceAll("\\\\$1");
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
