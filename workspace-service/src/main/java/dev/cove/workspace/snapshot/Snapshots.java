package dev.cove.workspace.snapshot;

import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.WorkspaceItem;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Manifests: rows of path and hash that are written once and never changed. They hold the contents
 * they name in the store. Thread-safe.
 */
@Repository
class Snapshots {

  private static final String AS_ITEM =
      "s.path, s.snapshot_id as file_id, s.type, s.etag, s.size, s.binary_data, s.executable,"
          + " true as persisted, h.created_at as modified_at, h.revision";

  private final JdbcTemplate jdbc;

  Snapshots(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes the manifest of these items. */
  void save(Snapshot snapshot, List<WorkspaceItem> items) {
    jdbc.update(
        """
        insert into snapshot (id, session_id, owner_id, revision, file_count, bytes, created_at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        snapshot.id(),
        snapshot.sessionId(),
        snapshot.ownerId(),
        snapshot.revision(),
        snapshot.fileCount(),
        snapshot.bytes(),
        Timestamp.from(snapshot.createdAt()));
    jdbc.batchUpdate(
        """
        insert into snapshot_item (snapshot_id, path, type, etag, size, binary_data, executable)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        items,
        500,
        (row, item) -> {
          row.setObject(1, snapshot.id());
          row.setString(2, item.path().value());
          row.setString(3, item.type().name());
          row.setString(4, item.etag());
          row.setLong(5, item.size());
          row.setBoolean(6, item.binary());
          row.setBoolean(7, item.executable());
        });
  }

  Optional<Snapshot> find(UUID id) {
    return jdbc
        .query(
            "select * from snapshot where id = ?",
            (row, _) ->
                new Snapshot(
                    Objects.requireNonNull(row.getObject("id", UUID.class)),
                    Objects.requireNonNull(row.getObject("session_id", UUID.class)),
                    Objects.requireNonNull(row.getObject("owner_id", UUID.class)),
                    row.getLong("revision"),
                    row.getInt("file_count"),
                    row.getLong("bytes"),
                    row.getTimestamp("created_at").toInstant()),
            id)
        .stream()
        .findFirst();
  }

  List<WorkspaceItem> items(UUID id) {
    return jdbc.query(
        "select "
            + AS_ITEM
            + " from snapshot_item s join snapshot h on h.id = s.snapshot_id"
            + " where s.snapshot_id = ? order by s.path",
        WorkspaceItem::from,
        id);
  }

  Optional<WorkspaceItem> item(UUID id, FilePath path) {
    return jdbc
        .query(
            "select "
                + AS_ITEM
                + " from snapshot_item s join snapshot h on h.id = s.snapshot_id"
                + " where s.snapshot_id = ? and s.path = ?",
            WorkspaceItem::from,
            id,
            path.value())
        .stream()
        .findFirst();
  }
}
