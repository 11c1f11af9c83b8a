package dev.cove.auth.audit;

import dev.cove.starter.id.TimeOrderedUuid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did what to which account, from where. Entries are written in the transaction of the act and
 * never change; the database refuses it.
 */
@Repository
public class Audit {

  /** An address for acts whose caller's address does not matter. */
  private static final String NO_ADDRESS = "";

  private final JdbcClient jdbc;
  private final Clock clock;

  Audit(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Writes an entry about an act that was done over an established login. */
  public void record(@Nullable UUID actor, String action, @Nullable UUID subject, String detail) {
    record(actor, action, subject, NO_ADDRESS, detail);
  }

  /** Writes an entry. */
  @Transactional(propagation = Propagation.REQUIRED)
  public void record(
      @Nullable UUID actor, String action, @Nullable UUID subject, String address, String detail) {
    jdbc.sql(
            """
            insert into audit (id, at, actor, action, subject, address, detail)
            values (:id, :at, :actor::uuid, :action, :subject::uuid, :address, :detail)
            """)
        .param("id", TimeOrderedUuid.next())
        .param("at", Timestamp.from(clock.instant()))
        .param("actor", actor == null ? null : actor.toString())
        .param("action", action)
        .param("subject", subject == null ? null : subject.toString())
        .param("address", address)
        .param("detail", detail)
        .update();
  }

  /** Entries that match, newest first; up to one more than {@code limit}. */
  @Transactional(readOnly = true)
  public List<AuditEntry> find(AuditFilter filter, int limit) {
    return jdbc.sql(
            """
            select * from audit
            where (:actor::uuid is null or actor = :actor::uuid)
              and (:action::text is null or action = :action::text)
              and (:since::timestamptz is null or at >= :since::timestamptz)
              and (:before::uuid is null or id < :before::uuid)
            order by id desc limit :limit
            """)
        .param("actor", text(filter.actor()))
        .param("action", filter.action())
        .param("since", text(filter.since()))
        .param("before", text(filter.before()))
        .param("limit", limit + 1)
        .query(Audit::entry)
        .list();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static AuditEntry entry(ResultSet row, int number) throws SQLException {
    Instant at = row.getTimestamp("at").toInstant();
    return new AuditEntry(
        row.getObject("id", UUID.class),
        at,
        row.getObject("actor", UUID.class),
        row.getString("action"),
        row.getObject("subject", UUID.class),
        row.getString("address"),
        row.getString("detail"));
  }
}
