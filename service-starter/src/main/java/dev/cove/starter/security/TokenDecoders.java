package dev.cove.starter.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Decoders that accept ES256 tokens of the platform's issuer for exactly one audience. Any other
 * algorithm, {@code none} included, is refused by construction. Thread-safe.
 */
public final class TokenDecoders {

  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private final JWKSource<SecurityContext> keys;

  /**
   * @param keys the platform's public keys
   */
  public TokenDecoders(JWKSource<SecurityContext> keys) {
    this.keys = keys;
  }

  /** A decoder for tokens meant for {@code audience}. */
  public JwtDecoder forAudience(String audience) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(null, com.nimbusds.jose.JOSEObjectType.JWT));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
    JWTClaimsSetVerifier<SecurityContext> validatedBelow = (claims, context) -> {};
    processor.setJWTClaimsSetVerifier(validatedBelow);
    var decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(CLOCK_SKEW),
            new JwtIssuerValidator(Audiences.ISSUER),
            new JwtClaimValidator<Object>(JwtClaimNames.EXP, Objects::nonNull),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, aud -> aud != null && aud.equals(List.of(audience)))));
    return decoder;
  }
}
