package dev.cove.workspace.history;

import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.Versions;
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
        with %s
        select revision, path, type, etag, size, binary_data, executable, origin, conflict,
          until is null current, created_at
        from file_version where revision < ? and type <> 'FOLDER' order by revision desc limit ?
        """
            .formatted(Versions.OF_FILE),
        HistoryEntry::from,
        session,
        path.value(),
        session,
        path.value(),
        before,
        limit);
  }
}
