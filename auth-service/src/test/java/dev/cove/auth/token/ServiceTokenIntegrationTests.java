package dev.cove.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What other services get: their tokens, users, public keys, exchanged personal tokens. */
@AuthServiceTest
class ServiceTokenIntegrationTests {

  @LocalServerPort private int port;

  @Test
  @DisplayName("B29 a service proves itself by its secret; its token opens only internal calls")
  void serviceTokenOpensInternalCalls() {
    Api api = new Api(port);
    Person person = api.register("asked");
    Answer issued = issue(api, "review-service", AuthServiceTest.SERVICE_SECRET);
    assertThat(issued.status()).isEqualTo(200);
    assertThat(issued.body().path("expiresIn").asInt()).isEqualTo(300);
    String token = issued.text("accessToken");

    Answer user = api.get("/internal/users/" + person.id(), token);
    assertThat(user.status()).isEqualTo(200);
    assertThat(user.text("username")).isEqualTo(person.username());
    assertThat(user.text("role")).isEqualTo("USER");
    assertThat(user.text("reviewerLevel")).isEqualTo("NONE");
    assertThat(user.body().path("disabled").asBoolean(true)).isFalse();
    assertThat(user.body().has("email")).isFalse();
    assertThat(api.get("/internal/users/" + UUID.randomUUID(), token).status()).isEqualTo(404);

    assertThat(api.get("/api/users/me", token).status()).isEqualTo(401);
    assertThat(api.get("/internal/users/" + person.id(), person.access()).status())
        .as("a person's token")
        .isEqualTo(401);
    assertThat(api.get("/internal/users/" + person.id(), null).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("B29 a wrong secret, an unknown service or none gets no service token")
  void wrongSecretGetsNoToken() {
    Api api = new Api(port);
    assertThat(issue(api, "review-service", "wrong").status()).isEqualTo(401);
    assertThat(issue(api, "review-service", "").status()).isEqualTo(401);
    assertThat(issue(api, "unknown-service", AuthServiceTest.SERVICE_SECRET).status())
        .isEqualTo(401);
    assertThat(issue(api, "unknown-service", "").status()).isEqualTo(401);
    assertThat(api.call("POST", "/internal/service-tokens", null, null).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("A2 access tokens verify with the published keys, which hold nothing private")
  void accessTokensVerifyWithThePublishedKeys() throws Exception {
    Api api = new Api(port);
    Person person = api.register("verified");
    Answer keys = api.get("/.well-known/jwks.json", null);
    assertThat(keys.status()).isEqualTo(200);
    assertThat(keys.raw().body()).doesNotContain("\"d\"");
    SignedJWT token = SignedJWT.parse(person.access());
    var key = JWKSet.parse(keys.raw().body()).getKeyByKeyId(token.getHeader().getKeyID());
    assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
    assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("cove");
    assertThat(claims.getAudience()).containsExactly("cove");
    assertThat(claims.getSubject()).isEqualTo(person.id());
    assertThat(claims.getStringClaim("username")).isEqualTo(person.username());
    assertThat(claims.getStringClaim("role")).isEqualTo("USER");
    assertThat(claims.getStringClaim("level")).isEqualTo("NONE");
    assertThat(claims.getExpirationTime().toInstant())
        .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(15)));
  }

  @Test
  @DisplayName("A5 a personal token is shown once, works when exchanged, and can be revoked")
  void personalTokenIsShownOnceAndRevoked() {
    Api api = new Api(port);
    Person person = api.register("coder");
    Answer created =
        api.call(
            "POST",
            "/api/users/me/tokens",
            person.access(),
            Map.of("name", "CI", "expiresInDays", 30));
    assertThat(created.status()).isEqualTo(201);
    String secret = created.text("token");
    assertThat(secret).startsWith("cove_pat_");
    Answer list = api.get("/api/users/me/tokens", person.access());
    assertThat(list.body().path("items")).hasSize(1);
    assertThat(list.raw().body()).doesNotContain(secret);

    String service =
        issue(api, "review-service", AuthServiceTest.SERVICE_SECRET).text("accessToken");
    Answer exchanged = exchange(api, service, secret);
    assertThat(exchanged.status()).isEqualTo(200);
    String access = exchanged.text("accessToken");
    assertThat(api.get("/api/users/me", access).text("id")).isEqualTo(person.id());
    assertThat(
            api.get("/api/users/me/tokens", access)
                .body()
                .path("items")
                .get(0)
                .path("lastUsedAt")
                .isNull())
        .isFalse();

    assertThat(
            api.call("POST", "/api/users/me/tokens", access, Map.of("name", "more")).text("code"))
        .as("tokens do not make tokens")
        .isEqualTo("login-required");
    assertThat(
            api.call(
                    "PUT",
                    "/api/users/me/password",
                    access,
                    Map.of("currentPassword", Api.PASSWORD, "newPassword", "Some-0ther"))
                .text("code"))
        .isEqualTo("login-required");
    assertThat(api.call("DELETE", "/api/users/me", access, null).text("code"))
        .isEqualTo("login-required");

    String path = "/api/users/me/tokens/" + created.text("id");
    Person stranger = api.register("stranger");
    assertThat(api.call("DELETE", path, stranger.access(), null).status()).isEqualTo(404);
    assertThat(api.call("DELETE", path, person.access(), null).status()).isEqualTo(204);
    assertThat(exchange(api, service, secret).status()).isEqualTo(401);
    assertThat(api.get("/api/users/me", access).status()).isEqualTo(401);
  }

  private static Answer exchange(Api api, String service, String secret) {
    return api.call("POST", "/internal/personal-token-exchanges", service, Map.of("token", secret));
  }

  private static Answer issue(Api api, String name, String secret) {
    String pair =
        Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return api.send(
        api.request("/internal/service-tokens")
            .header("Authorization", "Basic " + pair)
            .POST(BodyPublishers.noBody()));
  }
}
