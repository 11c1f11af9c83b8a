package dev.cove.workspace.history;

import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was deleted. A folder that went as a whole is one of these, whatever was in it.
 *
 * @param path where it was
 * @param type what it was
 * @param size bytes of a file
 * @param etag its content's hash; null for a folder, and for what was too large to keep
 * @param fileCount how many files went with a folder
 * @param revision the last revision in which it was there: the one to restore it from
 * @param deletedIn the revision that deleted it
 * @param origin where the deletion came from; null when that is forgotten
 * @param deletedAt when it was deleted
 */
public record DeletedItem(
    String path,
    ItemType type,
    long size,
    @Nullable String etag,
    int fileCount,
    long revision,
    long deletedIn,
    @Nullable Origin origin,
    Instant deletedAt) {

  static DeletedItem from(ResultSet row, int number) throws SQLException {
    String origin = row.getString("origin");
    return new DeletedItem(
        row.getString("path"),
        ItemType.valueOf(row.getString("type")),
        row.getLong("size"),
        row.getString("etag"),
        row.getInt("file_count"),
        row.getLong("until") - 1,
        row.getLong("until"),
        origin == null ? null : Origin.valueOf(origin),
        row.getTimestamp("ended_at").toInstant());
  }
}
