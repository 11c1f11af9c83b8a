package dev.cove.sandbox.execution;

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

/** The records of executions. */
@Repository
class Executions {

  private static final String COLUMNS =
      """
      id, session_id, sandbox_id, handle, what, started_at, ended_at, outcome, exit_code, signal,
      stdout, stderr, truncated, duration_ms, cpu_ms, max_memory_bytes
      """;

  private final JdbcClient jdbc;

  Executions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  int nextHandle() {
    return jdbc.sql("select nextval('agent_handle')").query(Integer.class).single();
  }

  void insert(Execution execution) {
    jdbc.sql(
            """
            insert into execution (id, session_id, sandbox_id, handle, what, started_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            execution.id(),
            execution.sessionId(),
            execution.sandboxId(),
            execution.handle(),
            execution.what(),
            execution.startedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Forgets one that was never begun. */
  void remove(UUID id) {
    jdbc.sql("delete from execution where id = ?").param(id).update();
  }

  /** Records the end, once. */
  boolean end(Execution ended, Instant at) {
    return jdbc.sql(
                """
                update execution set ended_at = ?, outcome = ?, exit_code = ?, signal = ?,
                  stdout = ?, stderr = ?, truncated = ?, duration_ms = ?, cpu_ms = ?, max_memory_bytes = ?
                where id = ? and ended_at is null
                """)
            .params(
                Arrays.asList(
                    at.atOffset(ZoneOffset.UTC),
                    ended.outcome(),
                    ended.exitCode(),
                    ended.signal(),
                    ended.stdout(),
                    ended.stderr(),
                    ended.truncated(),
                    ended.durationMs(),
                    ended.cpuMs(),
                    ended.maxMemoryBytes(),
                    ended.id()))
            .update()
        == 1;
  }

  Optional<Execution> find(UUID sessionId, UUID id) {
    return jdbc.sql("select " + COLUMNS + " from execution where id = ? and session_id = ?")
        .params(id, sessionId)
        .query(Executions::row)
        .optional();
  }

  Optional<Execution> running(String sandboxId, int handle) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from execution where sandbox_id = ? and handle = ? and ended_at is null")
        .params(sandboxId, handle)
        .query(Executions::row)
        .optional();
  }

  /** Those of a container that had no end. */
  List<Execution> runningIn(String sandboxId) {
    return jdbc.sql(
            "select " + COLUMNS + " from execution where sandbox_id = ? and ended_at is null")
        .param(sandboxId)
        .query(Executions::row)
        .list();
  }

  /** Newest first, from before an id. */
  List<Execution> page(UUID sessionId, @Nullable UUID before, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from execution where session_id = :session
                and (cast(:before as uuid) is null or id < :before)
                order by id desc limit :limit
                """)
        .param("session", sessionId)
        .param("before", before, java.sql.Types.OTHER)
        .param("limit", limit)
        .query(Executions::row)
        .list();
  }

  /** Forgets the oldest beyond a number. */
  void prune(UUID sessionId, int keep) {
    jdbc.sql(
            """
            delete from execution where session_id = ? and ended_at is not null and id <= (
              select id from execution where session_id = ? order by id desc offset ? limit 1)
            """)
        .params(sessionId, sessionId, keep)
        .update();
  }

  private static Execution row(ResultSet row, int number) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new Execution(
        row.getObject("id", UUID.class),
        row.getObject("session_id", UUID.class),
        row.getString("sandbox_id"),
        row.getInt("handle"),
        row.getString("what"),
        row.getTimestamp("started_at").toInstant(),
        ended == null ? null : ended.toInstant(),
        row.getString("outcome"),
        row.getObject("exit_code", Integer.class),
        row.getObject("signal", Integer.class),
        row.getString("stdout"),
        row.getString("stderr"),
        row.getBoolean("truncated"),
        row.getLong("duration_ms"),
        row.getLong("cpu_ms"),
        row.getLong("max_memory_bytes"));
  }
}
