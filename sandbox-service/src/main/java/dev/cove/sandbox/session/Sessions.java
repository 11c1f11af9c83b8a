package dev.cove.sandbox.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The read model of sessions. */
@Repository
public class Sessions {

  private final JdbcClient jdbc;

  Sessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A session, if this service has heard of it. */
  public Optional<Session> find(UUID id) {
    return jdbc.sql("select id, owner_id, name, status, network from session where id = ?")
        .param(id)
        .query(Sessions::row)
        .optional();
  }

  /** All sessions of a user this service has heard of. */
  public List<Session> ofOwner(UUID ownerId) {
    return jdbc.sql("select id, owner_id, name, status, network from session where owner_id = ?")
        .param(ownerId)
        .query(Sessions::row)
        .list();
  }

  /** Keeps what is known of a session now. */
  public void put(Session session) {
    jdbc.sql(
            """
            insert into session (id, owner_id, name, status, network) values (?, ?, ?, ?, ?)
            on conflict (id) do update
            set name = excluded.name, status = excluded.status, network = excluded.network,
              updated_at = now()
            """)
        .params(
            session.id(),
            session.ownerId(),
            session.name(),
            session.status(),
            session.network().name())
        .update();
  }

  /** Forgets a session that is gone for good. */
  public void remove(UUID id) {
    jdbc.sql("delete from session where id = ?").param(id).update();
  }

  private static Session row(ResultSet row, int number) throws SQLException {
    return new Session(
        row.getObject("id", UUID.class),
        row.getObject("owner_id", UUID.class),
        row.getString("name"),
        row.getString("status"),
        NetworkMode.of(row.getString("network")));
  }
}
