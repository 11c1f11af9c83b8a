package dev.cove.review.round;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The list of everything in a snapshot. */
public record Manifest(UUID id, long revision, List<Item> items) {

  /**
   * One entry.
   *
   * @param type FILE, FOLDER or SYMLINK
   * @param etag SHA-256 of the content; null for what has none
   */
  public record Item(
      String path,
      String type,
      long size,
      @Nullable String etag,
      boolean binary,
      boolean executable) {

    boolean file() {
      return "FILE".equals(type) && etag != null;
    }
  }

  /** The file at a path. */
  public Optional<Item> file(String path) {
    return items.stream().filter(item -> item.path().equals(path) && item.file()).findFirst();
  }
}
