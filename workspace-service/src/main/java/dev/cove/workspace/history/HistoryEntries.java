package dev.cove.workspace.history;

import dev.cove.workspace.file.FilePath;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The versions of files, across renames. Thread-safe. */
@Repository
class HistoryEntries {

  private final JdbcTemplate jdbc;

  HistoryEntries(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The versions of what is or last was at a path, newest first, from before a revision. */
  List<HistoryEntry> of(UUID session, FilePath path, long before, int limit) {
    return jdbc.query(
        """
        select revision, path, type, etag, size, binary_data, executable, origin, conflict,
          until is null current, created_at
        from item_version
        where session_id = ? and revision < ? and type <> 'FOLDER'
          and (path = ? or file_id in
            (select file_id from item where session_id = ? and path = ?))
        order by revision desc limit ?
        """,
        HistoryEntry::from,
        session,
        before,
        path.value(),
        session,
        path.value(),
        limit);
  }
}
