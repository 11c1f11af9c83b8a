package dev.cove.sandbox.node;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The records of machines. */
@Repository
public class Nodes {

  /** How many sandboxes of a machine are in which state, and how many containers wait. */
  public record Load(
      String node, boolean draining, int starting, int running, int stopping, int waiting) {}

  private final JdbcClient jdbc;

  Nodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether a machine takes no new sandboxes. */
  public boolean draining(String node) {
    return jdbc.sql("select coalesce(bool_or(draining), false) from node where name = ?")
        .param(node)
        .query(Boolean.class)
        .single();
  }

  /** Records whether it takes new ones. */
  public void drain(String node, boolean draining, Instant now) {
    jdbc.sql(
            """
            insert into node (name, draining, changed_at) values (?, ?, ?)
            on conflict (name) do update
              set draining = excluded.draining, changed_at = excluded.changed_at
            """)
        .params(node, draining, now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Every machine that is known by name, has sandboxes or has containers that wait. */
  public List<Load> loads(String self) {
    return jdbc.sql(
            """
            select n.name,
                   coalesce((select draining from node where name = n.name), false) as draining,
                   count(*) filter (where b.state = 'STARTING') as starting,
                   count(*) filter (where b.state = 'RUNNING') as running,
                   count(*) filter (where b.state = 'STOPPING') as stopping,
                   (select count(*) from pooled p
                    where p.node = n.name and p.ready_at is not null) as waiting
            from (select cast(? as text) as name
                  union select name from node
                  union select node from pooled
                  union select node from sandbox
                    where state in ('STARTING', 'RUNNING', 'STOPPING') and node is not null) n
            left join sandbox b
              on b.node = n.name and b.state in ('STARTING', 'RUNNING', 'STOPPING')
            group by n.name order by n.name
            """)
        .param(self)
        .query((row, _) ->
            new Load(
                row.getString("name"),
                row.getBoolean("draining"),
                row.getInt("starting"),
                row.getInt("running"),
                row.getInt("stopping"),
                row.getInt("waiting")))
        .list();
  }
}
