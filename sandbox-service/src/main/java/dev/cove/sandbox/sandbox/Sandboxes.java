package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.session.NetworkMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The records of sandboxes. States change in {@link SandboxTransitions} only. */
@Repository
public class Sandboxes {

  /** One of a user's sandboxes that take a place, for a list to choose from. */
  public record Active(UUID sessionId, String name, SandboxState state, Instant since) {}

  /**
   * Where a sandbox starts.
   *
   * @param containerId of a container that runs already, or null when one is to be made
   */
  record Place(String sandboxId, int uid, @Nullable String containerId, String node) {}

  private static final String SELECT =
      """
      select session_id, owner_id, state, reason, version, sandbox_id, container_id, uid, image,
             node, applied_revision, since, started_at,
             (select s.network from session s where s.id = session_id) as network
      from sandbox
      """;

  private final JdbcClient jdbc;

  Sandboxes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A session's sandbox, if it ever had one. */
  public Optional<Sandbox> find(UUID sessionId) {
    return jdbc.sql(SELECT + "where session_id = ?")
        .param(sessionId)
        .query(Sandboxes::row)
        .optional();
  }

  /** All that are starting, running or stopping. */
  public List<Sandbox> active() {
    return jdbc.sql(SELECT + "where state in ('STARTING', 'RUNNING', 'STOPPING')")
        .query(Sandboxes::row)
        .list();
  }

  /** Those that are starting, running or stopping, by session id, from after one. */
  List<Sandbox> activePage(@Nullable UUID after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where state in ('STARTING', 'RUNNING', 'STOPPING')
                  and (cast(:after as uuid) is null or session_id > :after)
                order by session_id limit :limit
                """)
        .param("after", after, Types.OTHER)
        .param("limit", limit)
        .query(Sandboxes::row)
        .list();
  }

  /** A user's that take a place. */
  public List<Active> activeOf(UUID ownerId) {
    return jdbc.sql(
            """
            select b.session_id, coalesce(s.name, '') as name, b.state, b.since
            from sandbox b left join session s on s.id = b.session_id
            where b.owner_id = ? and b.state in ('STARTING', 'RUNNING', 'STOPPING')
            order by b.since
            """)
        .param(ownerId)
        .query((row, _) ->
            new Active(
                row.getObject("session_id", UUID.class),
                row.getString("name"),
                SandboxState.valueOf(row.getString("state")),
                row.getTimestamp("since").toInstant()))
        .list();
  }

  /** Keeps which revision a container has; a late word of an earlier container is ignored. */
  public void applied(UUID sessionId, String sandboxId, long revision) {
    jdbc.sql(
            """
            update sandbox set applied_revision = ?
            where session_id = ? and sandbox_id = ? and applied_revision < ?
            """)
        .params(revision, sessionId, sandboxId, revision)
        .update();
  }

  /** Forgets a sandbox whose session is gone for good. */
  public void remove(UUID sessionId) {
    jdbc.sql("delete from sandbox where session_id = ?").param(sessionId).update();
  }

  /** Starts of one user are decided one after another, until the transaction's end. */
  void lockOwner(UUID ownerId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 7602))")
        .param("sandbox-owner:" + ownerId)
        .query((_, _) -> true)
        .list();
  }

  void insertStopped(UUID sessionId, UUID ownerId, Instant now) {
    jdbc.sql(
            """
            insert into sandbox (session_id, owner_id, state, since) values (?, ?, 'STOPPED', ?)
            on conflict do nothing
            """)
        .params(sessionId, ownerId, at(now))
        .update();
  }

  int nextUid() {
    return jdbc.sql("select nextval('sandbox_uid')").query(Integer.class).single();
  }

  boolean toStarting(Sandbox from, Place place, String image, Instant now) {
    return jdbc.sql(
                """
                update sandbox set state = 'STARTING', reason = null, version = version + 1,
                  sandbox_id = ?, container_id = ?, uid = ?, image = ?, node = ?,
                  applied_revision = 0, since = ?, started_at = null, keep_alive_until = null
                where session_id = ? and version = ?
                """)
            .params(
                Arrays.asList(
                    place.sandboxId(),
                    place.containerId(),
                    place.uid(),
                    image,
                    place.node(),
                    at(now),
                    from.sessionId(),
                    from.version()))
            .update()
        == 1;
  }

  boolean toRunning(Sandbox from, String containerId, long applied, Instant now) {
    return jdbc.sql(
                """
                update sandbox set state = 'RUNNING', reason = null, version = version + 1,
                  container_id = ?, applied_revision = greatest(applied_revision, ?), since = ?,
                  started_at = ?
                where session_id = ? and version = ?
                """)
            .params(containerId, applied, at(now), at(now), from.sessionId(), from.version())
            .update()
        == 1;
  }

  boolean move(Sandbox from, SandboxState to, @Nullable String reason, Instant now) {
    return jdbc.sql(
                """
                update sandbox set state = ?, reason = ?, version = version + 1, since = ?
                where session_id = ? and version = ?
                """)
            .params(Arrays.asList(to.name(), reason, at(now), from.sessionId(), from.version()))
            .update()
        == 1;
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Sandbox row(ResultSet row, int number) throws SQLException {
    Timestamp started = row.getTimestamp("started_at");
    return new Sandbox(
        row.getObject("session_id", UUID.class),
        row.getObject("owner_id", UUID.class),
        SandboxState.valueOf(row.getString("state")),
        row.getString("reason"),
        row.getLong("version"),
        row.getString("sandbox_id"),
        row.getString("container_id"),
        row.getInt("uid"),
        row.getString("image"),
        row.getString("node"),
        row.getLong("applied_revision"),
        row.getTimestamp("since").toInstant(),
        started == null ? null : started.toInstant(),
        NetworkMode.of(row.getString("network")));
  }
}
