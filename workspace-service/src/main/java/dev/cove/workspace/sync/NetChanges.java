package dev.cove.workspace.sync;

import dev.cove.workspace.file.FileChange;
import dev.cove.workspace.file.ItemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;

/**
 * The difference between a workspace now and at an older revision, out of the revisions that items
 * and versions carry. Thread-safe.
 */
@Repository
class NetChanges {

  private static final RowMapper<NetChange> PUT =
      (row, _) -> {
        byte[] target = row.getBytes("target");
        return new NetChange(
            FileChange.Kind.PUT,
            row.getString("path"),
            ItemType.valueOf(row.getString("type")),
            row.getLong("size"),
            row.getString("etag"),
            row.getBoolean("executable"),
            target == null ? null : new String(target, StandardCharsets.UTF_8),
            null);
      };

  private static final RowMapper<NetChange> DELETE =
      (row, _) ->
          new NetChange(
              FileChange.Kind.DELETE,
              row.getString("path"),
              ItemType.valueOf(row.getString("type")),
              row.getLong("size"),
              row.getString("etag"),
              row.getBoolean("executable"),
              null,
              null);

  private final JdbcTemplate jdbc;

  NetChanges(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Everything that became as it is after a revision; after 0, the whole tree. */
  List<NetChange> puts(UUID session, long since) {
    return jdbc.query(
        """
        select i.path, i.type, i.size, i.etag, i.executable, b.data target
        from item i left join blob b on b.sha256 = i.etag and i.type = 'SYMLINK'
        where i.session_id = ? and i.revision > ? and i.persisted
        """,
        PUT,
        session,
        since);
  }

  /**
   * Everything that ended after a revision and either is not there any more or is a folder where
   * there was none, or the reverse.
   */
  List<NetChange> deletes(UUID session, long since) {
    return jdbc.query(
        """
        select distinct on (v.path) v.path, v.type, v.size, v.etag, v.executable
        from item_version v
          left join item i on i.session_id = v.session_id and i.path = v.path
        where v.session_id = ? and v.until > ?
          and (i.path is null
            or (v.revision <= ? and (i.type = 'FOLDER') <> (v.type = 'FOLDER')))
        order by v.path, v.revision
        """,
        DELETE,
        session,
        since,
        since);
  }

  /** Which of these contents are or were part of the session, with their sizes. */
  List<StoredContent> ofSession(UUID session, List<String> etags) {
    return jdbc.query(
        """
        select distinct etag, size from item_version where session_id = ? and etag = any(?)
        """,
        (row, _) -> new StoredContent(row.getString("etag"), row.getLong("size")),
        session,
        etags.toArray(String[]::new));
  }

  /** A stored content. */
  record StoredContent(String etag, long size) {}

  static List<NetChange> ordered(List<NetChange> deletes, List<NetChange> puts) {
    return Stream.concat(deletes.stream(), puts.stream()).sorted(NetChange.IN_ORDER).toList();
  }
}
