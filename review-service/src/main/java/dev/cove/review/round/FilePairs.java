package dev.cove.review.round;

import dev.cove.review.round.FileDiff.Change;
import dev.cove.review.round.Manifest.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which file of one snapshot is which of another: by path, then by equal content, then by similar
 * content as long as there are few candidates. Thread-safe.
 */
@Component
final class FilePairs {

  /** Two states of a file; one of them is missing for an added and a deleted one. */
  record Pair(String path, Change change, @Nullable Item before, @Nullable Item after) {}

  private record Candidate(Item before, Item after, double similarity) {}

  /** Moved and edited files are looked for among at most so many on each side. */
  private static final int MAX_CANDIDATES = 50;

  /** The part of the lines that must be the same for a file to be the other one. */
  private static final double SIMILAR = 0.5;

  private final SnapshotSource snapshots;
  private final SnapshotTexts texts;

  FilePairs(SnapshotSource snapshots, SnapshotTexts texts) {
    this.snapshots = snapshots;
    this.texts = texts;
  }

  /** What differs, by path; {@code before} null stands for an empty snapshot. */
  List<Pair> changed(@Nullable UUID before, UUID after) {
    Map<String, Item> olds = before == null ? Map.of() : files(before);
    Map<String, Item> news = files(after);
    List<Pair> pairs = new ArrayList<>();
    Map<String, Item> gone = new TreeMap<>(olds);
    gone.keySet().removeAll(news.keySet());
    Map<String, Item> added = new TreeMap<>(news);
    added.keySet().removeAll(olds.keySet());
    news.forEach((path, item) -> {
      Item old = olds.get(path);
      if (old != null && !Objects.equals(old.etag(), item.etag())) {
        pairs.add(new Pair(path, Change.MODIFIED, old, item));
      }
    });
    pairs.addAll(moved(gone, added));
    if (before != null) {
      pairs.addAll(movedAndEdited(before, after, gone, added));
    }
    added.forEach((path, item) -> pairs.add(new Pair(path, Change.ADDED, null, item)));
    gone.forEach((path, item) -> pairs.add(new Pair(path, Change.DELETED, item, null)));
    pairs.sort(Comparator.comparing(Pair::path));
    return pairs;
  }

  /** The file that a file of another snapshot is in this one. */
  Optional<Item> follow(UUID from, UUID to, String path) {
    Optional<Item> same = snapshots.manifest(to).file(path);
    if (same.isPresent()) {
      return same;
    }
    return changed(from, to).stream()
        .filter(pair -> pair.change() == Change.RENAMED)
        .filter(pair -> path.equals(Objects.requireNonNull(pair.before()).path()))
        .findFirst()
        .map(pair -> Objects.requireNonNull(pair.after()));
  }

  private Map<String, Item> files(UUID snapshot) {
    Map<String, Item> files = new TreeMap<>();
    snapshots.manifest(snapshot).items().stream()
        .filter(Item::file)
        .forEach(item -> files.put(item.path(), item));
    return files;
  }

  private static List<Pair> moved(Map<String, Item> gone, Map<String, Item> added) {
    Map<String, Item> byContent = new HashMap<>();
    gone.values().stream()
        .filter(item -> item.size() > 0)
        .forEach(item -> byContent.put(Objects.requireNonNull(item.etag()), item));
    List<Pair> pairs = new ArrayList<>();
    for (Item item : List.copyOf(added.values())) {
      Item source = byContent.remove(Objects.requireNonNull(item.etag()));
      if (source != null) {
        pairs.add(renamed(source, item, gone, added));
      }
    }
    return pairs;
  }

  private List<Pair> movedAndEdited(
      UUID before, UUID after, Map<String, Item> gone, Map<String, Item> added) {
    List<Item> olds = candidates(gone);
    List<Item> news = candidates(added);
    if (olds.isEmpty() || news.isEmpty()) {
      return List.of();
    }
    List<List<String>> oldLines = lines(before, olds);
    List<List<String>> newLines = lines(after, news);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < olds.size(); i++) {
      for (int j = 0; j < news.size(); j++) {
        double similarity = similarity(oldLines.get(i), newLines.get(j));
        if (similarity >= SIMILAR) {
          candidates.add(new Candidate(olds.get(i), news.get(j), similarity));
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::similarity).reversed());
    List<Pair> pairs = new ArrayList<>();
    Set<Item> used = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (!used.contains(candidate.before()) && !used.contains(candidate.after())) {
        used.add(candidate.before());
        used.add(candidate.after());
        pairs.add(renamed(candidate.before(), candidate.after(), gone, added));
      }
    }
    return pairs;
  }

  private static List<Item> candidates(Map<String, Item> items) {
    List<Item> texts =
        items.values().stream()
            .filter(item -> item.size() > 0 && SnapshotTexts.comparable(item))
            .toList();
    return texts.size() > MAX_CANDIDATES ? List.of() : texts;
  }

  private List<List<String>> lines(UUID snapshot, List<Item> items) {
    return FewAtOnce.map(items, item -> texts.lines(snapshot, item).orElse(List.of()));
  }

  /** The part of the lines, in any order, that both have; empty lines do not count. */
  private static double similarity(List<String> one, List<String> other) {
    Map<String, Integer> counts = new HashMap<>();
    one.stream()
        .filter(line -> !line.isBlank())
        .forEach(line -> counts.merge(line, 1, Integer::sum));
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    int both = 0;
    for (String line : other) {
      if (!line.isBlank()) {
        all++;
        Integer left = counts.get(line);
        if (left != null && left > 0) {
          counts.put(line, left - 1);
          both++;
        }
      }
    }
    return all == 0 ? 0 : 2.0 * both / all;
  }

  private static Pair renamed(
      Item before, Item after, Map<String, Item> gone, Map<String, Item> added) {
    gone.remove(before.path());
    added.remove(after.path());
    return new Pair(after.path(), Change.RENAMED, before, after);
  }
}
