package dev.cove.auth.login;

import dev.cove.starter.id.TimeOrderedUuid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All logins. What ends one is a single statement, so races are decided by the row. */
@Repository
public class Logins {

  private static final Duration KEPT_AFTER_END = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final Clock clock;

  Logins(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Begins a login unless the account was closed, or its password replaced, since {@code
   * passwordHash} was checked.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<UUID> begin(UUID account, String passwordHash, Client client, Duration life) {
    UUID id = TimeOrderedUuid.next();
    boolean unchanged =
        jdbc.sql("select disabled or password_hash <> ? from account where id = ? for share")
            .params(passwordHash, account)
            .query(Boolean.class)
            .optional()
            .map(changed -> !changed)
            .orElse(false);
    if (!unchanged) {
      return Optional.empty();
    }
    Timestamp now = now();
    jdbc.sql(
            """
            insert into login
              (id, account_id, address, user_agent, created_at, last_used_at, expires_at)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            account,
            client.address(),
            client.userAgent(),
            now,
            now,
            Timestamp.from(clock.instant().plus(life)))
        .update();
    return Optional.of(id);
  }

  /** Marks a login as used now; the account it belongs to, if it is active. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<UUID> use(UUID id) {
    return jdbc.sql(
            """
            update login set last_used_at = ?
            where id = ? and ended_at is null and expires_at > ?
            returning account_id
            """)
        .params(now(), id, now())
        .query(UUID.class)
        .optional();
  }

  /** Ends one; the account it belonged to, if it was active. */
  Optional<UUID> end(UUID id, String reason) {
    return jdbc.sql(
            """
            update login set ended_at = ?, end_reason = ? where id = ? and ended_at is null
            returning account_id
            """)
        .params(now(), reason, id)
        .query(UUID.class)
        .optional();
  }

  /** Ends all of an account but one. */
  void endAllBut(UUID account, UUID kept, String reason) {
    jdbc.sql(
            """
            update login set ended_at = ?, end_reason = ?
            where account_id = ? and id <> ? and ended_at is null
            """)
        .params(now(), reason, account, kept)
        .update();
  }

  /** Whether an id is that of an active login of an account. */
  public boolean active(UUID id, UUID account) {
    return jdbc.sql(
            """
            select exists (select from login
              where id = ? and account_id = ? and ended_at is null and expires_at > ?)
            """)
        .params(id, account, now())
        .query(Boolean.class)
        .single();
  }

  /** The active ones of an account, last used first. */
  List<Login> ofAccount(UUID account) {
    return jdbc.sql(
            """
            select * from login where account_id = ? and ended_at is null and expires_at > ?
            order by last_used_at desc, id desc limit 200
            """)
        .params(account, now())
        .query(Logins::login)
        .list();
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT7M")
  void forget() {
    Timestamp before = Timestamp.from(clock.instant().minus(KEPT_AFTER_END));
    jdbc.sql("delete from login where ended_at < ? or expires_at < ?")
        .params(before, before)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Login login(ResultSet row, int number) throws SQLException {
    return new Login(
        row.getObject("id", UUID.class),
        row.getString("address"),
        row.getString("user_agent"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("last_used_at").toInstant(),
        row.getTimestamp("expires_at").toInstant());
  }
}
