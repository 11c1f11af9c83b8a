package dev.cove.workspace.feed;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The sandboxes as they were last heard of. Writing the same or an older one changes nothing. */
@Repository
public class KnownSandboxes {

  private final JdbcTemplate jdbc;

  KnownSandboxes(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps what was heard, unless something newer was. */
  public void heard(UUID session, String sandbox, Instant at) {
    jdbc.update(
        """
        insert into known_sandbox (session_id, sandbox, heard_at)
        select id, ?, ? from session where id = ?
        on conflict (session_id) do update set sandbox = excluded.sandbox,
          heard_at = excluded.heard_at where known_sandbox.heard_at < excluded.heard_at
        """,
        sandbox,
        Timestamp.from(at),
        session);
  }

  Optional<String> find(UUID session) {
    return jdbc
        .query(
            "select sandbox from known_sandbox where session_id = ?",
            (row, _) -> row.getString("sandbox"),
            session)
        .stream()
        .findFirst();
  }
}
