package dev.cove.auth.signingkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import dev.cove.auth.Race;
import dev.cove.starter.test.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Several instances with one database, over weeks. */
class SigningKeysIntegrationTests {

  private static final String SCHEMA = "signing";
  private static final SigningKeyProperties PROPERTIES =
      new SigningKeyProperties(Duration.ofDays(7), Duration.ofMinutes(30), Duration.ofMinutes(30));

  private static DriverManagerDataSource database;

  private final AdjustableClock clock = new AdjustableClock();

  private static final class AdjustableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeAll
  static void schema() {
    Infrastructure.createSchema(SCHEMA);
    database =
        new DriverManagerDataSource(
            Infrastructure.databaseUrl() + "?currentSchema=" + SCHEMA,
            "cove_" + SCHEMA,
            Infrastructure.PASSWORD);
    Flyway.configure()
        .dataSource(database)
        .schemas(SCHEMA)
        .createSchemas(false)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  @BeforeEach
  void noKeys() {
    JdbcClient.create(database).sql("delete from signing_key").update();
  }

  @Test
  @DisplayName("A2 instances that start at once agree on one key")
  void instancesAgreeOnTheFirstKey() {
    List<String> kids = Race.run(6, _ -> instance().current().getKeyID());
    assertThat(kids).hasSize(6).containsOnly(kids.getFirst());
    assertThat(instance().published().getKeys()).hasSize(1);
  }

  @Test
  @DisplayName("A2 the next key is published before it signs, and signs everywhere in its turn")
  void nextKeyIsPublishedBeforeItSigns() {
    SigningKeys one = instance();
    SigningKeys two = instance();
    String first = one.current().getKeyID();
    clock.advance(PROPERTIES.rotation().minus(Duration.ofMinutes(20)));
    one.maintain();
    two.maintain();
    assertThat(two.published().getKeys()).hasSize(2);
    assertThat(two.current().getKeyID()).isEqualTo(first);
    clock.advance(Duration.ofMinutes(21));
    assertThat(one.current().getKeyID()).isNotEqualTo(first);
    assertThat(two.current().getKeyID()).isEqualTo(one.current().getKeyID());
  }

  @Test
  @DisplayName("A2 an old key stays published until its last token has ended, its private half not")
  void oldKeyStaysUntilItsTokensEnded() {
    SigningKeys keys = instance();
    String first = keys.current().getKeyID();
    clock.advance(PROPERTIES.rotation().minus(Duration.ofMinutes(1)));
    keys.maintain();
    clock.advance(Duration.ofMinutes(2));
    keys.maintain();
    assertThat(kids(keys)).contains(first);
    clock.advance(Duration.ofMinutes(28));
    assertThat(kids(keys)).contains(first);
    clock.advance(Duration.ofMinutes(2));
    keys.maintain();
    assertThat(kids(keys)).hasSize(1).doesNotContain(first);
  }

  @Test
  @DisplayName("A2 after a long stop a new key signs at once")
  void newKeySignsAfterALongStop() {
    String first = instance().current().getKeyID();
    clock.advance(Duration.ofDays(60));
    SigningKeys keys = instance();
    assertThat(keys.current().getKeyID()).isNotEqualTo(first);
    assertThat(kids(keys)).hasSize(1);
  }

  private static List<String> kids(SigningKeys keys) {
    return keys.published().getKeys().stream().map(JWK::getKeyID).toList();
  }

  private SigningKeys instance() {
    return new SigningKeys(
        JdbcClient.create(database), new DataSourceTransactionManager(database), PROPERTIES, clock);
  }
}
