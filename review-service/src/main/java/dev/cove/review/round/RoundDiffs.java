package dev.cove.review.round;

import dev.cove.review.round.FileDiff.Change;
import dev.cove.review.round.FilePairs.Pair;
import dev.cove.review.round.Manifest.Item;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares two snapshots: by hash first, so that only changed files are read, a few at a time.
 * Thread-safe.
 */
@Component
final class RoundDiffs {

  /** Files compared line by line in one answer; the others are listed without hunks. */
  private static final int MAX_COMPARED = 400;

  private final FilePairs pairs;
  private final SnapshotTexts texts;

  RoundDiffs(FilePairs pairs, SnapshotTexts texts) {
    this.pairs = pairs;
    this.texts = texts;
  }

  /** What changed, by path; {@code before} null stands for an empty snapshot. */
  List<FileDiff> between(@Nullable UUID before, UUID after, WhiteSpace whiteSpace) {
    List<Pair> changed = pairs.changed(before, after);
    return FewAtOnce.map(
        IntStream.range(0, changed.size()).boxed().toList(),
        i -> compare(changed.get(i), before, after, whiteSpace, i < MAX_COMPARED));
  }

  private FileDiff compare(
      Pair pair, @Nullable UUID before, UUID after, WhiteSpace whiteSpace, boolean compared) {
    Item old = pair.before();
    Item now = pair.after();
    String oldPath = pair.change() == Change.RENAMED ? Objects.requireNonNull(old).path() : null;
    boolean binary = (old != null && old.binary()) || (now != null && now.binary());
    boolean equal = old != null && now != null && Objects.equals(old.etag(), now.etag());
    if (binary || equal) {
      return FileDiff.withoutText(pair.path(), oldPath, pair.change(), binary, false);
    }
    Optional<List<String>> oldLines = compared ? texts.lines(before, old) : Optional.empty();
    Optional<List<String>> newLines =
        oldLines.isPresent() ? texts.lines(after, now) : Optional.empty();
    return newLines.isEmpty()
        ? FileDiff.withoutText(pair.path(), oldPath, pair.change(), false, true)
        : FileDiff.of(
            pair.path(),
            oldPath,
            pair.change(),
            TextDiff.hunks(oldLines.orElseThrow(), newLines.get(), whiteSpace));
  }
}
