package dev.cove.gateway.sessioncookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.gateway.testing.GatewayTest;
import dev.cove.gateway.testing.Tokens;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieIntegrationTests extends GatewayTest {

  private static final String TOKEN = Tokens.of("user-1");

  @Test
  void cookieWhenAloneBecomesBearerAndGoesNoFurther() {
    gateway().get("/api/sessions", "Cookie: theme=dark; cove_access=" + TOKEN + "; cove_refresh=r");

    assertThat(WORKSPACE.last().headers().get("Authorization")).isEqualTo("Bearer " + TOKEN);
    assertThat(WORKSPACE.last().headers().get("Cookie")).isNull();
  }

  @Test
  void cookieWhenAuthorizationIsGivenIsIgnored() {
    gateway().get("/api/sessions", "Cookie: cove_access=" + TOKEN, "Authorization: Bearer mine");

    assertThat(WORKSPACE.last().headers().getAll("Authorization")).containsExactly("Bearer mine");
    assertThat(WORKSPACE.last().headers().get("Cookie")).isNull();
  }

  @Test
  void refreshCookieWhenForAuthServiceIsTheOnlyOnePassed() {
    gateway()
        .send(
            "POST",
            "/api/auth/refresh",
            "",
            "Cookie: theme=dark; cove_refresh=secret; cove_access=" + TOKEN,
            "X-Requested-With: cove");

    assertThat(AUTH.last().headers().get("Cookie")).isEqualTo("cove_refresh=secret");
    assertThat(AUTH.last().headers().get("Authorization")).isNull();
  }

  @Test
  void cookieWhenOnItsWayToLogoutBecomesBearer() {
    gateway()
        .send(
            "POST",
            "/api/auth/logout",
            "",
            "Cookie: cove_refresh=secret; cove_access=" + TOKEN,
            "X-Requested-With: cove");

    assertThat(AUTH.last().headers().get("Cookie")).isEqualTo("cove_refresh=secret");
    assertThat(AUTH.last().headers().get("Authorization")).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void cookieWhenExpiredIsLeftOut() {
    String expired = Tokens.expiring("user-1", Instant.now().minusSeconds(5));

    gateway().get("/api/users/reviewers", "Cookie: cove_access=" + expired);

    assertThat(AUTH.last().headers().get("Authorization")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "a.b", "a.%%%.c", "__Host-cove_access"})
  void cookieWhenNoTokenIsLeftOut(String value) {
    gateway().get("/api/sessions", "Cookie: cove_access=" + value);

    assertThat(WORKSPACE.last().headers().get("Authorization")).isNull();
  }

  @Test
  void cookieWhenPrefixedNameOnHttpIsNotOurs() {
    gateway().get("/api/sessions", "Cookie: __Host-cove_access=" + TOKEN);

    assertThat(WORKSPACE.last().headers().get("Authorization")).isNull();
  }
}
