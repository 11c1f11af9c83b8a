package dev.cove.workspace.search;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.blob.Blobs;
import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.WorkspaceItem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Searches the texts of a session, some at a time and never all in memory. Results, time and the
 * size of a file are bounded, and the answer says when it is not all. Thread-safe.
 */
@Service
public class SearchService {

  private static final int FILES_AT_ONCE = 200;
  private static final long BYTES_AT_ONCE = 8L * 1024 * 1024;
  private static final int LONGEST_QUERY = 500;

  private final FileService files;
  private final Blobs blobs;
  private final SearchProperties properties;

  SearchService(FileService files, Blobs blobs, SearchProperties properties) {
    this.files = files;
    this.blobs = blobs;
    this.properties = properties;
  }

  /** Why an answer is not all that there is. */
  public enum Reason {
    /** There are more places than one answer has. */
    RESULTS,
    /** The time was over. */
    TIME
  }

  /** What was found, and whether there may be more, and why. */
  public record Found(List<SearchHit> items, boolean truncated, @Nullable Reason reason) {

    static Found all(List<SearchHit> items) {
      return new Found(items, false, null);
    }

    static Found some(List<SearchHit> items, Reason reason) {
      return new Found(items, true, reason);
    }
  }

  /** Finds a text or pattern in all text files, by path and line. */
  public Found search(
      UUID session, UUID owner, String query, boolean regex, boolean caseSensitive) {
    List<WorkspaceItem> texts =
        files.tree(session, owner).items().stream()
            .filter(i -> i.type() == ItemType.FILE && i.persisted() && !i.binary())
            .filter(i -> i.size() > 0 && i.size() <= properties.maxFileSize().toBytes())
            .toList();
    if (query.isEmpty() || query.length() > LONGEST_QUERY) {
      throw ProblemException.invalid(
          new ProblemException.FieldError("q", "has 1 to %d characters".formatted(LONGEST_QUERY)));
    }
    long deadline = System.nanoTime() + properties.time().toNanos();
    LineMatcher matcher =
        LineMatcher.of(query, regex, caseSensitive, deadline, properties.lineTime());
    List<SearchHit> hits = new ArrayList<>();
    try {
      for (List<WorkspaceItem> batch : batches(texts)) {
        search(batch, matcher, hits);
        if (hits.size() >= properties.maxResults()) {
          return Found.some(List.copyOf(hits.subList(0, properties.maxResults())), Reason.RESULTS);
        }
      }
      return Found.all(hits);
    } catch (LineMatcher.TimeOver e) {
      return Found.some(hits, Reason.TIME);
    }
  }

  private void search(List<WorkspaceItem> batch, LineMatcher matcher, List<SearchHit> hits) {
    Map<String, byte[]> contents =
        blobs.findAll(batch.stream().map(i -> String.valueOf(i.etag())).distinct().toList());
    for (WorkspaceItem item : batch) {
      byte[] bytes = contents.get(String.valueOf(item.etag()));
      if (bytes != null) {
        search(item.path().value(), new String(bytes, StandardCharsets.UTF_8), matcher, hits);
      }
      if (hits.size() >= properties.maxResults()) {
        return;
      }
    }
  }

  private static void search(String path, String text, LineMatcher matcher, List<SearchHit> hits) {
    if (!matcher.mayBeIn(text)) {
      return;
    }
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      OptionalInt start = matcher.find(line);
      if (start.isPresent()) {
        hits.add(SearchHit.of(path, number, start.getAsInt(), line));
      }
    }
  }

  private static List<List<WorkspaceItem>> batches(List<WorkspaceItem> items) {
    List<List<WorkspaceItem>> batches = new ArrayList<>();
    List<WorkspaceItem> batch = new ArrayList<>();
    long bytes = 0;
    for (WorkspaceItem item : items) {
      if (batch.size() == FILES_AT_ONCE || bytes + item.size() > BYTES_AT_ONCE) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(item);
      bytes += item.size();
    }
    batches.add(batch);
    return batches;
  }
}
