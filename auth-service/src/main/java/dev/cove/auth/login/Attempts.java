package dev.cove.auth.login;

import dev.cove.auth.login.LimitProperties.Limit;
import dev.cove.auth.token.Secrets;
import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts what is limited, in the database, so that all instances count together. Only what the
 * database has locked and counted is decided upon: parallel guesses gain nothing.
 */
@Repository
class Attempts {

  private static final String LOGIN = "failed-login";
  private static final String REGISTRATION = "registration";

  private final JdbcClient jdbc;
  private final LimitProperties limits;
  private final Clock clock;

  Attempts(JdbcClient jdbc, LimitProperties limits, Clock clock) {
    this.jdbc = jdbc;
    this.limits = limits;
    this.clock = clock;
  }

  /** Refuses with a 429 when too many proofs of an account failed. */
  void requireLoginAllowed(String who, String address) {
    requireBelow(
        limits.failedLogins(),
        jdbc.sql(
                """
                select at from attempt where kind = ? and key = ? and address = ? and at > ?
                order by at desc limit 1 offset ?
                """)
            .params(
                LOGIN,
                Secrets.hash(who),
                address,
                since(limits.failedLogins()),
                limits.failedLogins().count() - 1)
            .query(Timestamp.class)
            .list());
    requireAddressBelow(LOGIN, address, limits.failedLoginsOfAddress());
  }

  /** Makes verdicts on one account from one address follow one another until the commit. */
  @Transactional(propagation = Propagation.MANDATORY)
  void lock(String who, String address) {
    lockOn(LOGIN + ' ' + who + ' ' + address);
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void loginFailed(String who, String address) {
    insert(LOGIN, who, address);
  }

  /** A right proof clears the account's failures from that address. */
  @Transactional(propagation = Propagation.MANDATORY)
  void loginSucceeded(String who, String address) {
    jdbc.sql("delete from attempt where kind = ? and key = ? and address = ?")
        .params(LOGIN, Secrets.hash(who), address)
        .update();
  }

  /** Counts a registration, or refuses it with a 429. */
  @Transactional
  void registering(String address) {
    lockOn(REGISTRATION + ' ' + address);
    requireAddressBelow(REGISTRATION, address, limits.registrations());
    insert(REGISTRATION, "", address);
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
  void forget() {
    Duration longest =
        limits.failedLogins().window().compareTo(limits.failedLoginsOfAddress().window()) > 0
            ? limits.failedLogins().window()
            : limits.failedLoginsOfAddress().window();
    forget(LOGIN, longest);
    forget(REGISTRATION, limits.registrations().window());
  }

  private void requireAddressBelow(String kind, String address, Limit limit) {
    requireBelow(
        limit,
        jdbc.sql(
                """
                select at from attempt where kind = ? and address = ? and at > ?
                order by at desc limit 1 offset ?
                """)
            .params(kind, address, since(limit), limit.count() - 1)
            .query(Timestamp.class)
            .list());
  }

  /** The attempt that fills the limit has to leave the window first. */
  private void requireBelow(Limit limit, List<Timestamp> filling) {
    if (!filling.isEmpty()) {
      Instant free = filling.getFirst().toInstant().plus(limit.window());
      long seconds = Math.max(1, Duration.between(clock.instant(), free).toSeconds() + 1);
      throw LoginErrors.tooManyAttempts(limit, seconds);
    }
  }

  private void insert(String kind, String who, String address) {
    jdbc.sql("insert into attempt (kind, key, address, at) values (?, ?, ?, ?)")
        .params(kind, Secrets.hash(who), address, Timestamp.from(clock.instant()))
        .update();
  }

  private void lockOn(String name) {
    jdbc.sql("select pg_advisory_xact_lock(?)")
        .param(ByteBuffer.wrap(Secrets.hash(name)).getLong())
        .query((_, _) -> true)
        .list();
  }

  private void forget(String kind, Duration window) {
    jdbc.sql("delete from attempt where kind = ? and at < ?")
        .params(kind, Timestamp.from(clock.instant().minus(window)))
        .update();
  }

  private Timestamp since(Limit limit) {
    return Timestamp.from(clock.instant().minus(limit.window()));
  }
}
