package dev.cove.auth.token;

import dev.cove.auth.account.Accounts;
import dev.cove.auth.audit.Audit;
import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Personal tokens: long-lived secrets for programs, which the gateway changes into access tokens.
 */
@Repository
public class PersonalTokens {

  /** By this a secret is recognised, by us and by scanners for leaked secrets. */
  public static final String PREFIX = "cove_pat_";

  private static final int MAX_PER_ACCOUNT = 50;

  private record Redeemed(UUID id, UUID account) {}

  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final AccessTokens accessTokens;
  private final Audit audit;
  private final Clock clock;

  PersonalTokens(
      JdbcClient jdbc, Accounts accounts, AccessTokens accessTokens, Audit audit, Clock clock) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.accessTokens = accessTokens;
    this.audit = audit;
    this.clock = clock;
  }

  /** Refuses with a 403 a caller who came with a personal token: tokens do not make tokens. */
  public void requireNotOverToken(@Nullable String origin) {
    boolean token =
        origin == null
            || jdbc.sql("select exists (select from personal_token where id = ?::uuid)")
                .param(origin)
                .query(Boolean.class)
                .single();
    if (token) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "login-required",
          "A personal token cannot do this. Log in with your password.");
    }
  }

  /** Makes a token; with no {@code life} it stays until it is revoked. */
  @Transactional
  public PersonalToken.Created create(UUID account, String name, @Nullable Duration life) {
    if (ofAccount(account).size() >= MAX_PER_ACCOUNT) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "token-limit",
          "You have %d tokens, the most allowed. Revoke one first.".formatted(MAX_PER_ACCOUNT));
    }
    String secret = PREFIX + Secrets.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant end = life == null ? null : now.plus(life);
    PersonalToken token = new PersonalToken(TimeOrderedUuid.next(), name, now, end, null);
    jdbc.sql(
            """
            insert into personal_token (id, account_id, name, hash, created_at, expires_at)
            values (:id, :account, :name, :hash, :created, :expires::timestamptz)
            """)
        .param("id", token.id())
        .param("account", account)
        .param("name", name)
        .param("hash", Secrets.hash(secret))
        .param("created", Timestamp.from(now))
        .param("expires", end == null ? null : end.toString())
        .update();
    audit.record(account, "token-created", account, name);
    return new PersonalToken.Created(token, secret);
  }

  /** An account's tokens, newest first. */
  @Transactional(readOnly = true)
  public List<PersonalToken> ofAccount(UUID account) {
    return jdbc.sql("select * from personal_token where account_id = ? order by id desc")
        .param(account)
        .query(PersonalTokens::token)
        .list();
  }

  /** Ends a token, or a 404. */
  @Transactional
  public void revoke(UUID account, UUID token) {
    int revoked =
        jdbc.sql("delete from personal_token where id = ? and account_id = ?")
            .params(token, account)
            .update();
    if (revoked == 0) {
      throw new ProblemException(HttpStatus.NOT_FOUND, "not-found", "There is no such token.");
    }
    audit.record(account, "token-revoked", account, "");
  }

  /** Whether an id is that of a valid token of an open account. */
  public boolean active(UUID token, UUID account) {
    return jdbc.sql(
            """
            select exists (select from personal_token t join account a on a.id = t.account_id
              where t.id = ? and a.id = ? and not a.disabled
                and (t.expires_at is null or t.expires_at > ?))
            """)
        .params(token, account, Timestamp.from(clock.instant()))
        .query(Boolean.class)
        .single();
  }

  /** An access token in exchange for a secret, or a 401. */
  @Transactional
  public AccessToken exchange(String secret) {
    Timestamp now = Timestamp.from(clock.instant());
    Optional<Redeemed> redeemed =
        jdbc.sql(
                """
                update personal_token set last_used_at = ?
                where hash = ? and (expires_at is null or expires_at > ?)
                returning id, account_id
                """)
            .params(now, Secrets.hash(secret), now)
            .query((row, _) ->
                new Redeemed(
                    row.getObject("id", UUID.class), row.getObject("account_id", UUID.class)))
            .optional();
    return redeemed
        .flatMap(found ->
            accounts
                .findById(found.account())
                .filter(account -> !account.disabled())
                .map(account -> accessTokens.forUser(account, found.id())))
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.UNAUTHORIZED, "unauthorized", "This personal token is not valid."));
  }

  private static PersonalToken token(ResultSet row, int number) throws SQLException {
    Timestamp expires = row.getTimestamp("expires_at");
    Timestamp used = row.getTimestamp("last_used_at");
    return new PersonalToken(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getTimestamp("created_at").toInstant(),
        expires == null ? null : expires.toInstant(),
        used == null ? null : used.toInstant());
  }
}
