package dev.cove.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.cove.auth.Api;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import dev.cove.auth.signingkey.SigningKeys;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tokens that somebody made, bent or borrowed. */
@AuthServiceTest
class ForgedTokenIntegrationTests {

  @LocalServerPort private int port;
  @Autowired private SigningKeys keys;

  private Api api;
  private Person victim;
  private String sid;

  @BeforeEach
  void victim() throws Exception {
    api = new Api(port);
    victim = api.register("victim");
    sid = SignedJWT.parse(victim.access()).getJWTClaimsSet().getStringClaim("sid");
    assertThat(status(sign(UnaryOperator.identity()))).as("the pattern itself").isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "NONE", ""})
  @DisplayName("B1 an unsigned token is refused")
  void unsignedTokenIsRefused(String algorithm) throws Exception {
    String header =
        algorithm.isEmpty()
            ? "{\"typ\":\"JWT\"}"
            : "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    String payload = victim.access().split("\\.", -1)[1];
    assertThat(status(base64(header) + "." + payload + ".")).isEqualTo(401);
    String[] parts = victim.access().split("\\.", -1);
    assertThat(status(base64(header) + "." + payload + "." + parts[2])).isEqualTo(401);
  }

  @Test
  @DisplayName("B1 an empty, cut or foreign signature is refused")
  void wrongSignatureIsRefused() throws Exception {
    String[] parts = victim.access().split("\\.", -1);
    assertThat(status(parts[0] + "." + parts[1] + ".")).isEqualTo(401);
    assertThat(status(parts[0] + "." + parts[1] + "." + "A".repeat(86))).isEqualTo(401);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String admin = base64(claims.replace("\"USER\"", "\"ADMIN\""));
    assertThat(status(parts[0] + "." + admin + "." + parts[2])).isEqualTo(401);
    ECKey own = new ECKeyGenerator(Curve.P_256).keyID(keys.current().getKeyID()).generate();
    assertThat(status(sign(own, header(own.getKeyID()).build(), claims().build()))).isEqualTo(401);
  }

  @Test
  @DisplayName("B2 HS256 with the public key as secret is refused")
  void publicKeyAsSecretIsRefused() throws Exception {
    ECKey key = keys.current();
    byte[] pem =
        ("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key.toPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n")
            .getBytes(StandardCharsets.UTF_8);
    for (byte[] secret :
        List.of(
            key.toPublicKey().getEncoded(),
            pem,
            key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8))) {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256)
                  .type(JOSEObjectType.JWT)
                  .keyID(key.getKeyID())
                  .build(),
              claims().build());
      token.sign(new MACSigner(secret));
      assertThat(status(token.serialize())).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../dev/null", "' or '1'='1", "unknown", "long"})
  @DisplayName("B3 a key id that is not ours is refused, and so is a key brought along")
  void foreignKeyIsRefused(String kid) throws Exception {
    ECKey own = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
    String id = kid.equals("long") ? "k".repeat(5_000) : kid;
    assertThat(status(sign(own, header(id).build(), claims().build()))).isEqualTo(401);
    JWSHeader withKey =
        header(id)
            .jwk(own.toPublicJWK())
            .jwkURL(URI.create("http://127.0.0.1:9/jwks.json"))
            .build();
    assertThat(status(sign(own, withKey, claims().build()))).isEqualTo(401);
  }

  @Test
  @DisplayName("B4 expired, early, endless, of another issuer or for another audience is refused")
  void wrongClaimsAreRefused() throws Exception {
    Instant now = Instant.now();
    assertThat(
            List.of(
                status(sign(c -> c.expirationTime(Date.from(now.minusSeconds(60))))),
                status(sign(c -> c.notBeforeTime(Date.from(now.plusSeconds(120))))),
                status(sign(c -> c.expirationTime(null))),
                status(sign(c -> c.issuer("somebody"))),
                status(sign(c -> c.audience("cove-internal"))),
                status(sign(c -> c.audience(List.of("cove", "cove-internal")))),
                status(sign(c -> c.claim("aud", null))),
                status(sign(c -> c.subject("service:review-service"))),
                status(sign(c -> c.claim("sid", null))),
                status(sign(c -> c.claim("sid", "01890a5d-ac96-774b-bcce-b302099a8057")))))
        .containsOnly(401);
  }

  @Test
  @DisplayName("B4 a refresh token is no access token")
  void refreshTokenIsNoAccessToken() {
    assertThat(status(victim.refresh())).isEqualTo(401);
  }

  private int status(String token) {
    return api.get("/api/users/me", token).status();
  }

  private String sign(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
    ECKey key = keys.current();
    return sign(key, header(key.getKeyID()).build(), change.apply(claims()).build());
  }

  private static String sign(ECKey key, JWSHeader header, JWTClaimsSet claims) throws Exception {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(new ECDSASigner(key));
    return token.serialize();
  }

  private static JWSHeader.Builder header(String kid) {
    return new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(kid);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer("cove")
        .audience("cove")
        .subject(victim.id())
        .claim("username", victim.username())
        .claim("role", "USER")
        .claim("level", "NONE")
        .claim("sid", sid)
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
