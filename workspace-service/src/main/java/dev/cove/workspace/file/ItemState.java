package dev.cove.workspace.file;

import dev.cove.workspace.blob.Blob;
import org.jspecify.annotations.Nullable;

/**
 * What an item is to become, whatever its path.
 *
 * @param type what it is
 * @param etag the content's hash, or null when there is none
 * @param size bytes
 * @param binary whether the content is no text
 * @param executable whether it may be run
 * @param persisted whether its content is kept
 */
public record ItemState(
    ItemType type,
    @Nullable String etag,
    long size,
    boolean binary,
    boolean executable,
    boolean persisted) {

  /** A folder. */
  public static final ItemState FOLDER =
      new ItemState(ItemType.FOLDER, null, 0, false, false, true);

  /** A file with a stored content. */
  public static ItemState file(Blob.Summary content, boolean executable) {
    return new ItemState(
        ItemType.FILE, content.sha256(), content.size(), content.binary(), executable, true);
  }

  /** A symbolic link; the content is its target. */
  public static ItemState symlink(Blob.Summary target) {
    return new ItemState(
        ItemType.SYMLINK, target.sha256(), target.size(), target.binary(), false, true);
  }

  /** A file that is too large to keep. */
  public static ItemState onlyInSandbox(long size, boolean executable) {
    return new ItemState(ItemType.FILE, null, size, true, executable, false);
  }
}
