package dev.cove.workspace.history;

import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a file.
 *
 * @param revision the workspace's revision that made it
 * @param path where the file was then
 * @param type what it was
 * @param etag its content's hash; null when it was too large to keep
 * @param size bytes
 * @param binary whether it was no text
 * @param executable whether it could be run
 * @param origin where it came from
 * @param conflict whether both sides had changed the version before
 * @param current whether it is what the file is now
 * @param createdAt when it was made
 */
public record HistoryEntry(
    long revision,
    String path,
    ItemType type,
    @Nullable String etag,
    long size,
    boolean binary,
    boolean executable,
    Origin origin,
    boolean conflict,
    boolean current,
    Instant createdAt) {

  static HistoryEntry from(ResultSet row, int number) throws SQLException {
    return new HistoryEntry(
        row.getLong("revision"),
        row.getString("path"),
        ItemType.valueOf(row.getString("type")),
        row.getString("etag"),
        row.getLong("size"),
        row.getBoolean("binary_data"),
        row.getBoolean("executable"),
        Origin.valueOf(row.getString("origin")),
        row.getBoolean("conflict"),
        row.getBoolean("current"),
        row.getTimestamp("created_at").toInstant());
  }
}
