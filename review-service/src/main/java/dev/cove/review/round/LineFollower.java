package dev.cove.review.round;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds lines of one snapshot in another, through edits and renames. Thread-safe. */
@Component
public class LineFollower {

  /**
   * Where lines are by now.
   *
   * @param path the file, which may have another name; null when it is gone
   * @param lines what is left of the lines; null when nothing is
   */
  public record Followed(@Nullable String path, LineMap.@Nullable Range lines) {}

  /** How many lines of alignments are remembered; contents never change, so none grows old. */
  private static final int MEMORY_LINES = 1_000_000;

  private final SnapshotSource snapshots;
  private final FilePairs pairs;
  private final SnapshotTexts texts;
  private final Cache<String, @Nullable Alignment> alignments =
      Caffeine.newBuilder()
          .maximumWeight(MEMORY_LINES)
          .weigher((String _, Alignment alignment) -> alignment.size() + 50)
          .build();

  LineFollower(SnapshotSource snapshots, FilePairs pairs, SnapshotTexts texts) {
    this.snapshots = snapshots;
    this.pairs = pairs;
    this.texts = texts;
  }

  /**
   * Follows lines of a file.
   *
   * @param lines null to follow the file alone
   */
  public Followed follow(UUID from, UUID to, String path, LineMap.@Nullable Range lines) {
    Manifest.Item before = snapshots.manifest(from).file(path).orElse(null);
    Manifest.Item after = pairs.follow(from, to, path).orElse(null);
    if (before == null || after == null) {
      return new Followed(null, null);
    }
    if (lines == null) {
      return new Followed(after.path(), null);
    }
    if (before.etag() != null && before.etag().equals(after.etag())) {
      return new Followed(after.path(), lines);
    }
    return new Followed(
        after.path(),
        alignment(from, before, to, after)
            .flatMap(alignment -> LineMap.remains(alignment, lines))
            .orElse(null));
  }

  private Optional<Alignment> alignment(
      UUID from, Manifest.Item before, UUID to, Manifest.Item after) {
    String contents = before.etag() + " " + after.etag();
    return Optional.ofNullable(
        alignments.get(
            contents,
            _ -> {
              Optional<List<String>> oldLines = texts.lines(from, before);
              Optional<List<String>> newLines = texts.lines(to, after);
              return oldLines.isEmpty() || newLines.isEmpty()
                  ? null
                  : Alignment.of(oldLines.get(), newLines.get());
            }));
  }
}
