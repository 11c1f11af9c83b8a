package dev.cove.sandbox.pool;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The records of containers that wait for a session. */
@Repository
public class PooledContainers {

  /** One that is somebody's now. */
  public record Claimed(String sandboxId, int uid, String containerId) {}

  private final JdbcClient jdbc;

  PooledContainers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes the one that has waited longest, for exactly one of any number of callers; belongs into
   * the transaction that gives it to a sandbox.
   */
  public Optional<Claimed> claim(String node) {
    return jdbc.sql(
            """
            delete from pooled where sandbox_id = (
              select sandbox_id from pooled
              where node = ? and ready_at is not null
              order by ready_at limit 1 for update skip locked)
            returning sandbox_id, uid, container_id
            """)
        .param(node)
        .query((row, _) -> new Claimed(row.getString(1), row.getInt(2), row.getString(3)))
        .optional();
  }

  /** All that wait or are being made, on every node. */
  public Set<String> ids() {
    return jdbc.sql("select sandbox_id from pooled").query(String.class).set();
  }

  List<String> idsOf(String node) {
    return jdbc.sql("select sandbox_id from pooled where node = ? order by created_at")
        .param(node)
        .query(String.class)
        .list();
  }

  int nextUid() {
    return jdbc.sql("select nextval('sandbox_uid')").query(Integer.class).single();
  }

  void insert(String sandboxId, String node, int uid, Instant now) {
    jdbc.sql("insert into pooled (sandbox_id, node, uid, created_at) values (?, ?, ?, ?)")
        .params(sandboxId, node, uid, now.atOffset(ZoneOffset.UTC))
        .update();
  }

  boolean ready(String sandboxId, String containerId, Instant now) {
    return jdbc.sql("update pooled set container_id = ?, ready_at = ? where sandbox_id = ?")
            .params(containerId, now.atOffset(ZoneOffset.UTC), sandboxId)
            .update()
        == 1;
  }

  /** Takes it out; false when somebody else did. */
  boolean remove(String sandboxId) {
    return jdbc.sql("delete from pooled where sandbox_id = ?").param(sandboxId).update() == 1;
  }
}
