package dev.cove.starter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.cove.starter.security.Audiences;
import dev.cove.starter.security.TokenDecoders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class TokenDecodersTests {

  private final AtomicInteger signaturesChecked = new AtomicInteger();
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final InstantSource time = () -> Instant.now().plus(ahead.get());
  private final TokenDecoders decoders =
      new TokenDecoders(countingKeys(), time.withZone(ZoneOffset.UTC));
  private final JwtDecoder decoder = decoders.forAudience(Audiences.USER);

  @Test
  void decodeWhenTokenIsKnownChecksItsSignatureOnce() {
    String token = TestTokens.user(UUID.randomUUID(), "ada");

    assertThat(decoder.decode(token).getClaimAsString("username")).isEqualTo("ada");
    assertThat(decoder.decode(token).getClaimAsString("username")).isEqualTo("ada");

    assertThat(signaturesChecked).hasValue(1);
  }

  @Test
  void decodeWhenKnownTokenHasEndedIsRefused() {
    String token = TestTokens.user(UUID.randomUUID(), "ada");
    decoder.decode(token);

    ahead.set(Duration.ofMinutes(11));

    assertThatExceptionOfType(JwtValidationException.class)
        .isThrownBy(() -> decoder.decode(token))
        .satisfies(e -> assertThat(e.getErrors()).isNotEmpty());
  }

  @Test
  void decodeWhenOtherSignatureIsOnKnownClaimsIsRefused() {
    String token = TestTokens.user(UUID.randomUUID(), "ada");
    String other = TestTokens.user(UUID.randomUUID(), "bob");
    decoder.decode(token);
    String forged =
        token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(forged));
    assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> decoder.decode(forged));
  }

  @Test
  void decodeWhenTokenIsKnownForAnotherAudienceIsRefused() {
    String token = TestTokens.user(UUID.randomUUID(), "ada");
    decoder.decode(token);

    assertThatExceptionOfType(JwtValidationException.class)
        .isThrownBy(() -> decoders.forAudience(Audiences.INTERNAL).decode(token));
  }

  private JWKSource<SecurityContext> countingKeys() {
    JWKSource<SecurityContext> keys = new TestTokens.Keys().testKeys();
    return (selector, context) -> {
      signaturesChecked.incrementAndGet();
      return keys.get(selector, context);
    };
  }
}
