package dev.cove.auth.login;

import dev.cove.auth.token.Secrets;
import dev.cove.auth.token.TokenProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Refresh tokens: each is good for one use, and a second use gives its thief away. */
@Repository
class RefreshTokens {

  /** What became of a token that was presented. */
  sealed interface Redemption {

    /** Used for the first time, in time. */
    record First(UUID login) implements Redemption {}

    /** Used before: somebody has a copy. */
    record Replayed(UUID login) implements Redemption {}

    /** Unknown or too old. */
    record Unknown() implements Redemption {}
  }

  private record Found(UUID login, boolean used) {}

  private final JdbcClient jdbc;
  private final TokenProperties properties;
  private final Clock clock;

  RefreshTokens(JdbcClient jdbc, TokenProperties properties, Clock clock) {
    this.jdbc = jdbc;
    this.properties = properties;
    this.clock = clock;
  }

  /** A new token of a login. */
  @Transactional(propagation = Propagation.MANDATORY)
  String issue(UUID login) {
    String token = Secrets.next();
    jdbc.sql("insert into refresh_token (hash, login_id, expires_at) values (?, ?, ?)")
        .params(
            Secrets.hash(token), login, Timestamp.from(clock.instant().plus(properties.refresh())))
        .update();
    return token;
  }

  /** Uses a token up. Of parallel uses one is the first, the others wait for it and are replays. */
  @Transactional(propagation = Propagation.MANDATORY)
  Redemption redeem(String token) {
    byte[] hash = Secrets.hash(token);
    Timestamp now = Timestamp.from(clock.instant());
    Optional<UUID> first =
        jdbc.sql(
                """
                update refresh_token set used_at = ?
                where hash = ? and used_at is null and expires_at > ?
                returning login_id
                """)
            .params(now, hash, now)
            .query(UUID.class)
            .optional();
    return first.<Redemption>map(Redemption.First::new).orElseGet(() -> refused(hash));
  }

  /** The login a token belongs to, used or not. */
  Optional<UUID> loginOf(String token) {
    return find(Secrets.hash(token)).map(Found::login);
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT6M")
  void forget() {
    jdbc.sql("delete from refresh_token where expires_at < ?")
        .param(Timestamp.from(clock.instant()))
        .update();
  }

  private Redemption refused(byte[] hash) {
    return find(hash)
        .filter(Found::used)
        .<Redemption>map(found -> new Redemption.Replayed(found.login()))
        .orElseGet(Redemption.Unknown::new);
  }

  private Optional<Found> find(byte[] hash) {
    return jdbc.sql(
            "select login_id, used_at is not null as used from refresh_token where hash = ?")
        .param(hash)
        .query((row, _) -> new Found(row.getObject("login_id", UUID.class), row.getBoolean("used")))
        .optional();
  }
}
