package dev.cove.workspace.file;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row for each revision of each session, written with the change: what the events socket reads,
 * so that a client gets every change in order and none twice. Thread-safe.
 */
@Repository
public class ChangeLog {

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  ChangeLog(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** The changes after a revision, oldest first, at most {@code limit}. */
  public List<FilesChanged> after(UUID session, long revision, int limit) {
    return jdbc.query(
        """
        select revision, origin, client_id, changes, truncated from change_set
        where session_id = ? and revision > ? order by revision limit ?
        """,
        (row, _) ->
            new FilesChanged(
                session,
                row.getLong("revision"),
                Origin.valueOf(row.getString("origin")),
                row.getString("client_id"),
                json.readValue(row.getString("changes"), new TypeReference<List<FileChange>>() {}),
                row.getBoolean("truncated")),
        session,
        revision,
        limit);
  }

  /** Forgets what is older, and says how many rows that were. */
  int forgetBefore(Instant time) {
    return jdbc.update("delete from change_set where created_at < ?", Timestamp.from(time));
  }
}
