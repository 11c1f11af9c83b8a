package dev.cove.starter.test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.cove.starter.security.Audiences;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Signs tokens as auth-service would, with a key of the test's own. */
public final class TestTokens {

  private static final ECKey KEY = newKey();

  private TestTokens() {}

  /** Makes the service under test trust {@link TestTokens}. */
  @TestConfiguration(proxyBeanMethods = false)
  public static class Keys {

    @Bean
    JWKSource<SecurityContext> testKeys() {
      return new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK()));
    }
  }

  /** An access token of an ordinary user. */
  public static String user(UUID id, String username) {
    return user(id, username, "USER", "NONE");
  }

  /** An access token with a role (USER, ADMIN) and a reviewer level (NONE, JUNIOR, SENIOR). */
  public static String user(UUID id, String username, String role, String level) {
    return sign(
        claims(id.toString(), Audiences.USER, Instant.now().plus(Duration.ofMinutes(10)))
            .claim("username", username)
            .claim("role", role)
            .claim("level", level)
            .claim("sid", UUID.randomUUID().toString())
            .build());
  }

  /** A service's token for {@code /internal/**}. */
  public static String service(String name) {
    return sign(
        claims("service:" + name, Audiences.INTERNAL, Instant.now().plus(Duration.ofMinutes(5)))
            .build());
  }

  /** A user's token that ended an hour ago. */
  public static String expired(UUID id) {
    return sign(
        claims(id.toString(), Audiences.USER, Instant.now().minus(Duration.ofHours(1)))
            .claim("username", "late")
            .build());
  }

  private static JWTClaimsSet.Builder claims(String subject, String audience, Instant end) {
    return new JWTClaimsSet.Builder()
        .issuer(Audiences.ISSUER)
        .subject(subject)
        .audience(audience)
        .issueTime(Date.from(end.minus(Duration.ofMinutes(10))))
        .expirationTime(Date.from(end))
        .jwtID(UUID.randomUUID().toString());
  }

  private static String sign(JWTClaimsSet claims) {
    try {
      var jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256)
                  .type(JOSEObjectType.JWT)
                  .keyID(KEY.getKeyID())
                  .build(),
              claims);
      jwt.sign(new ECDSASigner(KEY));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("test").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
