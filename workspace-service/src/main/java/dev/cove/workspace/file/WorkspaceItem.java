package dev.cove.workspace.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file, folder or symbolic link as it is in one revision.
 *
 * @param path where it is
 * @param fileId what stays the same when it is renamed
 * @param type what it is
 * @param etag the content's hash; null for folders and for what is not persisted
 * @param size bytes
 * @param binary whether the content is no text
 * @param executable whether it may be run
 * @param persisted false for what is only in the sandbox because it is over a limit
 * @param modifiedAt when its content last changed
 * @param revision the revision in which it became so
 */
public record WorkspaceItem(
    FilePath path,
    UUID fileId,
    ItemType type,
    @Nullable String etag,
    long size,
    boolean binary,
    boolean executable,
    boolean persisted,
    Instant modifiedAt,
    long revision) {

  /** Reads a row that has the columns of an item. */
  public static WorkspaceItem from(ResultSet row, int number) throws SQLException {
    return new WorkspaceItem(
        FilePath.stored(row.getString("path")),
        row.getObject("file_id", UUID.class),
        ItemType.valueOf(row.getString("type")),
        row.getString("etag"),
        row.getLong("size"),
        row.getBoolean("binary_data"),
        row.getBoolean("executable"),
        row.getBoolean("persisted"),
        row.getTimestamp("modified_at").toInstant(),
        row.getLong("revision"));
  }

  /** Whether it is a folder. */
  public boolean isFolder() {
    return type == ItemType.FOLDER;
  }

  /** Refuses what was too large to keep: there is nothing here to copy. */
  void requirePersisted() {
    if (!persisted) {
      throw FileErrors.onlyInSandbox(path, size);
    }
  }

  long storedBytes() {
    return persisted ? size : 0;
  }

  /** What it is, whatever its path. */
  public ItemState state() {
    return new ItemState(type, etag, size, binary, executable, persisted);
  }
}
