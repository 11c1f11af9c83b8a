package dev.cove.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.cove.auth.account.Account;
import dev.cove.auth.signingkey.SigningKeys;
import dev.cove.starter.security.Audiences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Signs the tokens all services believe. Thread-safe. */
@Component
public class AccessTokens {

  private final SigningKeys keys;
  private final TokenProperties properties;
  private final Clock clock;

  AccessTokens(SigningKeys keys, TokenProperties properties, Clock clock) {
    this.keys = keys;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * A token for a person.
   *
   * @param origin the login or the personal token behind it, whose end ends it here at once
   */
  public AccessToken forUser(Account account, UUID origin) {
    return sign(
        claims(account.id().toString(), Audiences.USER, properties.access())
            .claim("username", account.username())
            .claim("role", account.role().name())
            .claim("level", account.reviewerLevel().name())
            .claim("sid", origin.toString()),
        properties.access());
  }

  /** A token for a service, good for {@code /internal/**} only. */
  public AccessToken forService(String name) {
    return sign(
        claims("service:" + name, Audiences.INTERNAL, properties.service()), properties.service());
  }

  private JWTClaimsSet.Builder claims(String subject, String audience, Duration life) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(Audiences.ISSUER)
        .subject(subject)
        .audience(audience)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(life)))
        .jwtID(UUID.randomUUID().toString());
  }

  private AccessToken sign(JWTClaimsSet.Builder claims, Duration life) {
    ECKey key = keys.current();
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    SignedJWT token = new SignedJWT(header, claims.build());
    try {
      token.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
    return new AccessToken(token.serialize(), life.toSeconds());
  }
}
