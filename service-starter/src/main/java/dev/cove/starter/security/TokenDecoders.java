package dev.cove.starter.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Decoders that accept ES256 tokens of the platform's issuer for exactly one audience. Any other
 * algorithm, {@code none} included, is refused by construction.
 *
 * <p>Checking a signature costs more than everything else that is done about a small request, and a
 * person sends the same token with each. So a token whose signature was good is known by all of its
 * characters for {@link #KNOWN_FOR}; its claims, the end of its life among them, are checked each
 * time. Thread-safe.
 */
public final class TokenDecoders {

  /** Far below the five minutes for which the public keys themselves are kept. */
  private static final Duration KNOWN_FOR = Duration.ofMinutes(1);

  private static final int MOST_KNOWN = 5_000;

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private final JWKSource<SecurityContext> keys;
  private final Clock clock;

  /**
   * @param keys the platform's public keys
   * @param clock tells when a token's life has ended
   */
  public TokenDecoders(JWKSource<SecurityContext> keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** A decoder for tokens meant for {@code audience}. */
  public JwtDecoder forAudience(String audience) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(null, com.nimbusds.jose.JOSEObjectType.JWT));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
    JWTClaimsSetVerifier<SecurityContext> validatedBelow = (claims, context) -> {};
    processor.setJWTClaimsSetVerifier(validatedBelow);
    var lifetime = new JwtTimestampValidator(CLOCK_SKEW);
    lifetime.setClock(clock);
    var claimsRules =
        new DelegatingOAuth2TokenValidator<>(
            lifetime,
            new JwtIssuerValidator(Audiences.ISSUER),
            new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, aud -> aud != null && aud.equals(List.of(audience))));
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(claimsRules);
    return new KnownTokens(decoder, claimsRules);
  }

  /** Remembers whose signature was good. */
  private static final class KnownTokens implements JwtDecoder {

    private final JwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> claimsRules;
    private final Cache<String, Jwt> known =
        Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterWrite(KNOWN_FOR).build();

    KnownTokens(JwtDecoder decoder, OAuth2TokenValidator<Jwt> claimsRules) {
      this.decoder = decoder;
      this.claimsRules = claimsRules;
    }

    @Override
    public Jwt decode(String token) {
      Jwt jwt = known.getIfPresent(token);
      if (jwt == null) {
        jwt = decoder.decode(token);
        known.put(token, jwt);
        return jwt;
      }
      OAuth2TokenValidatorResult result = claimsRules.validate(jwt);
      if (result.hasErrors()) {
        known.invalidate(token);
        throw new JwtValidationException("The token is not valid any more", result.getErrors());
      }
      return jwt;
    }
  }
}
