package dev.cove.review.round;

import dev.cove.review.round.FileDiff.Change;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares two snapshots: by hash first, so that only changed files are read, a few at a time.
 * Thread-safe.
 */
@Component
final class RoundDiffs {

  /** Texts beyond these are not compared line by line. */
  private static final long MAX_BYTES = 1 << 20;

  private static final int MAX_LINES = 10_000;

  /** Files compared line by line in one answer; the others are listed without hunks. */
  private static final int MAX_COMPARED = 400;

  private static final int AT_ONCE = 8;

  private record Pair(
      String path, Change change, Manifest.@Nullable Item before, Manifest.@Nullable Item after) {}

  private final SnapshotSource snapshots;

  RoundDiffs(SnapshotSource snapshots) {
    this.snapshots = snapshots;
  }

  /** What changed, by path; {@code before} null stands for an empty snapshot. */
  List<FileDiff> between(@Nullable UUID before, UUID after) {
    List<Pair> pairs = pairs(before == null ? Map.of() : files(before), files(after));
    var permits = new Semaphore(AT_ONCE);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<FileDiff>> comparing = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        Pair pair = pairs.get(i);
        boolean compared = i < MAX_COMPARED;
        Callable<FileDiff> task =
            () -> {
              permits.acquire();
              try {
                return compare(pair, before, after, compared);
              } finally {
                permits.release();
              }
            };
        comparing.add(executor.submit(task));
      }
      List<FileDiff> diffs = new ArrayList<>();
      for (Future<FileDiff> future : comparing) {
        diffs.add(future.get());
      }
      return diffs;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Manifest.Item> files(UUID snapshot) {
    Map<String, Manifest.Item> files = new TreeMap<>();
    snapshots.manifest(snapshot).items().stream()
        .filter(Manifest.Item::file)
        .forEach(item -> files.put(item.path(), item));
    return files;
  }

  private static List<Pair> pairs(
      Map<String, Manifest.Item> before, Map<String, Manifest.Item> after) {
    Map<@Nullable String, Manifest.Item> gone = new HashMap<>();
    before.forEach((path, item) -> {
      if (!after.containsKey(path)) {
        gone.put(item.etag(), item);
      }
    });
    List<Pair> pairs = new ArrayList<>();
    after.forEach((path, item) -> {
      Manifest.Item old = before.get(path);
      if (old == null) {
        Manifest.Item source = item.size() == 0 ? null : gone.remove(item.etag());
        pairs.add(
            source == null
                ? new Pair(path, Change.ADDED, null, item)
                : new Pair(path, Change.RENAMED, source, item));
      } else if (!Objects.equals(old.etag(), item.etag())) {
        pairs.add(new Pair(path, Change.MODIFIED, old, item));
      }
    });
    List<String> moved =
        pairs.stream()
            .filter(pair -> pair.change() == Change.RENAMED)
            .map(pair -> Objects.requireNonNull(pair.before()).path())
            .toList();
    before.forEach((path, item) -> {
      if (!after.containsKey(path) && !moved.contains(path)) {
        pairs.add(new Pair(path, Change.DELETED, item, null));
      }
    });
    pairs.sort(Comparator.comparing(Pair::path));
    return pairs;
  }

  private FileDiff compare(Pair pair, @Nullable UUID before, UUID after, boolean compared) {
    Manifest.Item old = pair.before();
    Manifest.Item now = pair.after();
    boolean binary = (old != null && old.binary()) || (now != null && now.binary());
    boolean tooLarge = !compared || beyond(old) || beyond(now);
    if (pair.change() == Change.RENAMED) {
      String from = Objects.requireNonNull(old).path();
      return FileDiff.withoutText(pair.path(), from, Change.RENAMED, binary, false);
    }
    if (binary || tooLarge) {
      return FileDiff.withoutText(pair.path(), null, pair.change(), binary, !binary);
    }
    List<String> oldLines = old == null ? List.of() : lines(Objects.requireNonNull(before), old);
    List<String> newLines = now == null ? List.of() : lines(after, now);
    if (oldLines.size() > MAX_LINES || newLines.size() > MAX_LINES) {
      return FileDiff.withoutText(pair.path(), null, pair.change(), false, true);
    }
    return FileDiff.of(pair.path(), null, pair.change(), TextDiff.hunks(oldLines, newLines));
  }

  private static boolean beyond(Manifest.@Nullable Item item) {
    return item != null && item.size() > MAX_BYTES;
  }

  private List<String> lines(UUID snapshot, Manifest.Item item) {
    byte[] bytes = snapshots.file(snapshot, item.path()).bytes();
    return TextDiff.lines(new String(bytes, StandardCharsets.UTF_8));
  }
}
