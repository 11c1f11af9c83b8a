package dev.cove.auth.signingkey;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.cove.starter.id.TimeOrderedUuid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The pairs in the database, which all instances share: whoever sees that a new one is due makes it
 * under a lock, the others find it. Keys are re-read after some seconds, far less than a new key is
 * announced before it signs; while the database is away the last ones known serve. Thread-safe.
 */
@Component
public class SigningKeys implements JWKSource<SecurityContext> {

  private static final Duration FRESH = Duration.ofSeconds(15);
  private static final Duration FRESH_FOR_UNKNOWN_KEY = Duration.ofSeconds(1);

  private record Known(List<SigningKey> keys, Instant readAt) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final SigningKeyProperties properties;
  private final Clock clock;
  private volatile Known known = new Known(List.of(), Instant.MIN);

  SigningKeys(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      SigningKeyProperties properties,
      Clock clock) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    // what is remembered here must be committed, whatever becomes of the caller's transaction
    this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.properties = properties;
    this.clock = clock;
  }

  /** The pair to sign with now; made when there is none. */
  public ECKey current() {
    Instant now = clock.instant();
    SigningKey key =
        SigningKey.signing(keys(FRESH), now)
            .or(() -> SigningKey.signing(rotate(), now))
            .orElseThrow(() -> new IllegalStateException("no key signs at " + now));
    return Objects.requireNonNull(key.privateKey());
  }

  /** The public halves of all pairs whose tokens may still be valid. */
  public JWKSet published() {
    return published(FRESH);
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    List<JWK> found = selector.select(published(FRESH));
    return found.isEmpty() ? selector.select(published(FRESH_FOR_UNKNOWN_KEY)) : found;
  }

  /** Makes the next pair when it is due, wipes retired ones, forgets expired ones. */
  @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1S")
  void maintain() {
    rotate();
  }

  List<SigningKey> rotate() {
    List<SigningKey> keys = Objects.requireNonNull(transaction.execute(_ -> rotateLocked()));
    known = new Known(keys, clock.instant());
    return keys;
  }

  private List<SigningKey> rotateLocked() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('cove.auth.signing-key', 0))")
        .query((_, _) -> true)
        .list();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    SigningKey.nextDue(read(), properties, now).ifPresent(this::insert);
    jdbc.sql("update signing_key set private_jwk = null where retires_at < ?")
        .param(Timestamp.from(now.minus(properties.linger())))
        .update();
    jdbc.sql("delete from signing_key where expires_at < ?").param(Timestamp.from(now)).update();
    return read();
  }

  private void insert(Instant signsFrom) {
    ECKey pair = newPair();
    Instant retires = signsFrom.plus(properties.rotation());
    jdbc.sql(
            """
            insert into signing_key (kid, public_jwk, private_jwk, signs_from, retires_at, expires_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            pair.getKeyID(),
            pair.toPublicJWK().toJSONString(),
            pair.toJSONString(),
            Timestamp.from(signsFrom),
            Timestamp.from(retires),
            Timestamp.from(retires.plus(properties.linger())))
        .update();
  }

  private JWKSet published(Duration fresh) {
    Instant now = clock.instant();
    return new JWKSet(
        keys(fresh).stream()
            .filter(key -> now.isBefore(key.expiresAt()))
            .<JWK>map(SigningKey::publicKey)
            .toList());
  }

  private List<SigningKey> keys(Duration fresh) {
    Known before = known;
    Instant now = clock.instant();
    if (before.readAt().isAfter(now.minus(fresh))) {
      return before.keys();
    }
    try {
      List<SigningKey> read = read();
      known = new Known(read, now);
      return read;
    } catch (DataAccessException | TransactionException e) {
      if (before.keys().isEmpty()) {
        throw e;
      }
      return before.keys();
    }
  }

  private List<SigningKey> read() {
    return jdbc.sql("select * from signing_key").query(SigningKeys::key).list();
  }

  private static SigningKey key(ResultSet row, int number) throws SQLException {
    try {
      String privateKey = row.getString("private_jwk");
      return new SigningKey(
          row.getString("kid"),
          ECKey.parse(row.getString("public_jwk")),
          privateKey == null ? null : ECKey.parse(privateKey),
          row.getTimestamp("signs_from").toInstant(),
          row.getTimestamp("retires_at").toInstant(),
          row.getTimestamp("expires_at").toInstant());
    } catch (ParseException e) {
      throw new SQLException("a signing key that is none", e);
    }
  }

  private static ECKey newPair() {
    try {
      return new ECKeyGenerator(Curve.P_256)
          .keyID(TimeOrderedUuid.next().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.ES256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
