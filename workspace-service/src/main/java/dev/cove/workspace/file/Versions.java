package dev.cove.workspace.file;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The past of workspaces: every state of every item with the revisions for which it held. So any
 * revision that is still kept can be read again, and the net change since one is a query.
 * Thread-safe.
 */
@Repository
public class Versions {

  /**
   * The versions of the file at a path under its earlier names too, and of what was at that path
   * before, as {@code file_version}; takes session and path, twice. Each half is found by an index,
   * which one condition with "or" is not.
   */
  public static final String OF_FILE =
      """
      file_version as (
        select * from item_version where session_id = ? and path = ?
        union
        select v.* from item i join item_version v using (session_id, file_id)
        where i.session_id = ? and i.path = ?)
      """;

  private static final String BELOW = " path > ? || '/' and path < ? || '0' ";
  private static final String AS_ITEM =
      "path, file_id, type, etag, size, binary_data, executable, persisted,"
          + " created_at as modified_at, revision";

  private final JdbcTemplate jdbc;

  Versions(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The file as it was at a path in a revision, also when it has been renamed or deleted since. */
  public Optional<WorkspaceItem> find(UUID session, FilePath path, long revision) {
    return jdbc
        .query(
            "with "
                + OF_FILE
                + "select "
                + AS_ITEM
                + """
                 from file_version where revision <= ? and type <> 'FOLDER'
                order by revision desc limit 1
                """,
            WorkspaceItem::from,
            session,
            path.value(),
            session,
            path.value(),
            revision)
        .stream()
        .findFirst();
  }

  /** What a folder and everything in it was in a revision. */
  public List<WorkspaceItem> treeAt(UUID session, FilePath folder, long revision) {
    return jdbc.query(
        "select "
            + AS_ITEM
            + " from item_version where session_id = ? and revision <= ? and (until is null or"
            + " until > ?) and (path = ? or"
            + BELOW
            + ") order by path",
        WorkspaceItem::from,
        session,
        revision,
        revision,
        folder.value(),
        folder.value(),
        folder.value());
  }

  /** Whether a content was ever part of this session: only then may the session ask for it. */
  public boolean has(UUID session, String etag) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select 1 from item_version where session_id = ? and etag = ?)",
            Boolean.class,
            session,
            etag));
  }

  void endBelow(UUID session, FilePath folder, long revision, Instant now) {
    jdbc.update(
        "delete from item_version where session_id = ? and until is null and revision = ? and"
            + BELOW,
        session,
        revision,
        folder.value(),
        folder.value());
    jdbc.update(
        "update item_version set until = ?, ended_at = ? where session_id = ? and until is null and"
            + BELOW,
        revision,
        Timestamp.from(now),
        session,
        folder.value(),
        folder.value());
  }

  /** Writes the present state of all items that became so in this revision. */
  void appendAllOf(UUID session, long revision, Origin origin, Instant now) {
    jdbc.update(
        """
        insert into item_version (session_id, file_id, revision, path, type, etag, size,
          binary_data, executable, persisted, origin, conflict, created_at)
        select session_id, file_id, revision, path, type, etag, size, binary_data, executable,
          persisted, ?, false, ? from item where session_id = ? and revision = ?
        on conflict (session_id, file_id, revision) do update set path = excluded.path,
          until = null, ended_at = null
        """,
        origin.name(),
        Timestamp.from(now),
        session,
        revision);
  }
}
