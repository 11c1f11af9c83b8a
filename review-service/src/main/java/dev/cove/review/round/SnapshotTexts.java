package dev.cove.review.round;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The lines of files in snapshots, of those that are small enough to compare. Thread-safe. */
@Component
final class SnapshotTexts {

  /** Texts beyond these are not compared line by line. */
  private static final long MAX_BYTES = 1 << 20;

  private static final int MAX_LINES = 10_000;

  private final SnapshotSource snapshots;

  SnapshotTexts(SnapshotSource snapshots) {
    this.snapshots = snapshots;
  }

  /** Whether a file is a text that can be compared, as far as that is seen without reading it. */
  static boolean comparable(Manifest.Item item) {
    return !item.binary() && item.size() <= MAX_BYTES;
  }

  /** The lines of a file; none of a file that is not there; empty when there are too many. */
  Optional<List<String>> lines(@Nullable UUID snapshot, Manifest.@Nullable Item item) {
    if (item == null) {
      return Optional.of(List.of());
    }
    if (!comparable(item)) {
      return Optional.empty();
    }
    byte[] bytes = snapshots.file(Objects.requireNonNull(snapshot), item.path()).bytes();
    List<String> lines = TextDiff.lines(new String(bytes, StandardCharsets.UTF_8));
    return lines.size() > MAX_LINES ? Optional.empty() : Optional.of(lines);
  }
}
