package dev.cove.workspace.session;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The idempotency keys of the last day, and the lock under which one owner's sessions are counted:
 * two creations at once can neither pass the limit nor both answer the same key.
 */
@Repository
class SessionKeys {

  private static final Duration AGE = Duration.ofHours(24);

  private final JdbcTemplate jdbc;

  SessionKeys(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void lockOwner(UUID owner) {
    jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 20))", _ -> {}, owner.toString());
  }

  Optional<UUID> find(UUID owner, String key) {
    return jdbc
        .query(
            "select session_id from idempotency_key where owner_id = ? and key = ?",
            (row, _) -> row.getObject("session_id", UUID.class),
            owner,
            key)
        .stream()
        .findFirst();
  }

  void remember(UUID owner, String key, UUID session, Instant now) {
    jdbc.update(
        """
        insert into idempotency_key (owner_id, key, session_id, created_at) values (?, ?, ?, ?)
        on conflict (owner_id, key) do update set session_id = excluded.session_id,
          created_at = excluded.created_at
        """,
        owner,
        key,
        session,
        Timestamp.from(now));
  }

  void forgetOwner(UUID owner) {
    jdbc.update("delete from idempotency_key where owner_id = ?", owner);
  }

  void forgetOld(Instant now) {
    jdbc.update("delete from idempotency_key where created_at < ?", Timestamp.from(now.minus(AGE)));
  }
}
