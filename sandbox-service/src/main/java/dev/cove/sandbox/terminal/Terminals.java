package dev.cove.sandbox.terminal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The records of terminals. */
@Repository
class Terminals {

  private static final String SELECT =
      """
      select id, session_id, name, cols, rows, sandbox_id, handle, created_at, exited, exit_code,
        last_text_at
      from terminal
      """;

  private final JdbcClient jdbc;

  Terminals(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Terminal> of(UUID sessionId) {
    return jdbc.sql(SELECT + "where session_id = ? order by created_at, id")
        .param(sessionId)
        .query(Terminals::row)
        .list();
  }

  Optional<Terminal> find(UUID sessionId, UUID id) {
    return jdbc.sql(SELECT + "where id = ? and session_id = ?")
        .params(id, sessionId)
        .query(Terminals::row)
        .optional();
  }

  /** Terminals of one session are added one after another, until the transaction's end. */
  void lock(UUID sessionId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 7603))")
        .param("terminals:" + sessionId)
        .query((_, _) -> true)
        .list();
  }

  void insert(Terminal terminal) {
    jdbc.sql(
            """
            insert into terminal (id, session_id, name, cols, rows, created_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            terminal.id(),
            terminal.sessionId(),
            terminal.name(),
            terminal.cols(),
            terminal.rows(),
            terminal.createdAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Records where it is opened; only the first of several callers gives the number. */
  Terminal open(Terminal terminal, String sandboxId) {
    jdbc.sql(
            """
            update terminal set sandbox_id = ?, handle = nextval('agent_handle'), exited = false,
              exit_code = null
            where id = ? and sandbox_id is distinct from ?
            """)
        .params(sandboxId, terminal.id(), sandboxId)
        .update();
    return find(terminal.sessionId(), terminal.id()).orElseThrow();
  }

  void change(UUID id, String name, int cols, int rows) {
    jdbc.sql("update terminal set name = ?, cols = ?, rows = ? where id = ?")
        .params(name, cols, rows, id)
        .update();
  }

  void resized(UUID id, int cols, int rows) {
    jdbc.sql("update terminal set cols = ?, rows = ? where id = ?").params(cols, rows, id).update();
  }

  void exited(String sandboxId, int handle, @Nullable Integer exitCode) {
    jdbc.sql("update terminal set exited = true, exit_code = ? where sandbox_id = ? and handle = ?")
        .params(Arrays.asList(exitCode, sandboxId, handle))
        .update();
  }

  void keepText(UUID id, String text, Instant at) {
    jdbc.sql("update terminal set last_text = ?, last_text_at = ? where id = ?")
        .params(text, at.atOffset(ZoneOffset.UTC), id)
        .update();
  }

  Optional<String> lastText(UUID sessionId, UUID id) {
    return jdbc.sql("select coalesce(last_text, '') from terminal where id = ? and session_id = ?")
        .params(id, sessionId)
        .query(String.class)
        .optional();
  }

  void remove(UUID id) {
    jdbc.sql("delete from terminal where id = ?").param(id).update();
  }

  private static Terminal row(ResultSet row, int number) throws SQLException {
    Timestamp lastText = row.getTimestamp("last_text_at");
    return new Terminal(
        row.getObject("id", UUID.class),
        row.getObject("session_id", UUID.class),
        row.getString("name"),
        row.getInt("cols"),
        row.getInt("rows"),
        row.getString("sandbox_id"),
        row.getObject("handle", Integer.class),
        row.getTimestamp("created_at").toInstant(),
        row.getBoolean("exited"),
        row.getObject("exit_code", Integer.class),
        lastText == null ? null : lastText.toInstant());
  }
}
