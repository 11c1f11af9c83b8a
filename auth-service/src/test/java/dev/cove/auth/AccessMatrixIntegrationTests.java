package dev.cove.auth;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.token.AccessTokens;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may call what. A new endpoint needs a row here. */
@AuthServiceTest
class AccessMatrixIntegrationTests {

  private enum For {
    ANYBODY,
    PEOPLE,
    ADMINS
  }

  private static final Map<String, For> ROWS =
      Map.ofEntries(
          entry("GET /.well-known/jwks.json", For.ANYBODY),
          entry("POST /api/auth/register", For.ANYBODY),
          entry("POST /api/auth/login", For.ANYBODY),
          entry("POST /api/auth/refresh", For.ANYBODY),
          entry("POST /api/auth/logout", For.ANYBODY),
          entry("GET /api/auth/setup", For.ANYBODY),
          entry("POST /api/auth/setup", For.ANYBODY),
          entry("POST /api/auth/logout-all", For.PEOPLE),
          entry("GET /api/users/me", For.PEOPLE),
          entry("PATCH /api/users/me", For.PEOPLE),
          entry("DELETE /api/users/me", For.PEOPLE),
          entry("GET /api/users/me/export", For.PEOPLE),
          entry("PUT /api/users/me/password", For.PEOPLE),
          entry("PUT /api/users/me/reviewer-status", For.PEOPLE),
          entry("GET /api/users/me/logins", For.PEOPLE),
          entry("DELETE /api/users/me/logins/{id}", For.PEOPLE),
          entry("GET /api/users/me/tokens", For.PEOPLE),
          entry("POST /api/users/me/tokens", For.PEOPLE),
          entry("DELETE /api/users/me/tokens/{id}", For.PEOPLE),
          entry("GET /api/users/reviewers", For.PEOPLE),
          entry("GET /api/users/{id}", For.PEOPLE),
          entry("GET /api/admin/users", For.ADMINS),
          entry("PATCH /api/admin/users/{id}", For.ADMINS),
          entry("GET /api/admin/audit", For.ADMINS));

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;
  @Autowired private AccessTokens tokens;

  @Test
  @DisplayName("A4 every endpoint has a row, and every row is an endpoint")
  void everyEndpointHasARow() {
    TreeSet<String> endpoints = new TreeSet<>();
    new Api(port)
        .get("/v3/api-docs", null)
        .body()
        .path("paths")
        .forEachEntry((path, methods) ->
            methods.forEachEntry(
                (method, _) -> endpoints.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    assertThat(endpoints).containsExactlyElementsOf(new TreeSet<>(ROWS.keySet()));
  }

  @Test
  @DisplayName("A4 B8 B12 nobody, a user, an admin and a service get what the matrix says")
  void everyRowHolds() {
    ROWS.forEach((endpoint, audience) -> {
      Api api = new Api(port);
      assertThat(refusal(api, endpoint, null))
          .as(endpoint + " for nobody")
          .isEqualTo(audience == For.ANYBODY ? 0 : 401);
      assertThat(refusal(api, endpoint, tokens.forService("review-service").accessToken()))
          .as(endpoint + " for a service")
          .isEqualTo(audience == For.ANYBODY ? 0 : 401);
      assertThat(refusal(api, endpoint, api.register("user").access()))
          .as(endpoint + " for a user")
          .isEqualTo(audience == For.ADMINS ? 403 : 0);
      Person admin = api.register("admin");

      jdbc.sql("update account set role = 'ADMIN' where id = ?::uuid").param(admin.id()).update();
      assertThat(refusal(api, endpoint, admin.access())).as(endpoint + " for an admin").isZero();
    });
  }

  /** 401 or 403 when the caller is refused for who they are, else 0. */
  private static int refusal(Api api, String endpoint, @Nullable String token) {
    String[] parts = endpoint.split(" ", 2);
    String path = parts[1].replace("{id}", UUID.randomUUID().toString());
    Object body = parts[0].startsWith("P") ? Map.of() : null;
    Answer answer = api.call(parts[0], path, token, body);
    assertThat(answer.status()).as(endpoint).isLessThan(500);
    boolean refused =
        answer.text("code").equals("unauthorized") || answer.text("code").equals("forbidden");
    return refused ? answer.status() : 0;
  }
}
