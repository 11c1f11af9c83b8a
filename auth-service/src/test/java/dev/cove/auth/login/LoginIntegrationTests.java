package dev.cove.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Registering, logging in and logging out. */
@AuthServiceTest
class LoginIntegrationTests {

  @LocalServerPort private int port;

  @Test
  @DisplayName("A1 register, log in by name or e-mail in any case, log out")
  void registerThenLoginThenLogout() {
    Api api = new Api(port);
    String name = Api.freshName("Ada");
    Answer registered =
        api.post(
            "/api/auth/register",
            Map.of("username", name, "email", name + "@Example.org", "password", Api.PASSWORD));
    assertThat(registered.status()).isEqualTo(201);
    assertThat(registered.text("tokenType")).isEqualTo("Bearer");
    assertThat(registered.body().path("expiresIn").asInt()).isEqualTo(600);
    assertThat(registered.header("Location"))
        .isEqualTo("/api/users/" + registered.body().path("user").path("id").asString());
    assertThat(registered.body().has("refreshToken")).isFalse();

    assertThat(api.login(name.toUpperCase(java.util.Locale.ROOT), Api.PASSWORD).status())
        .isEqualTo(200);
    Answer byMail = api.login(name + "@example.ORG", Api.PASSWORD);
    assertThat(byMail.status()).isEqualTo(200);
    Person person = Person.of(byMail);
    assertThat(api.get("/api/users/me", person.access()).status()).isEqualTo(200);

    assertThat(api.call("POST", "/api/auth/logout", person.access(), null).status()).isEqualTo(204);
    assertThat(api.get("/api/users/me", person.access()).status()).isEqualTo(401);
    assertThat(api.refresh(person.refresh()).text("code")).isEqualTo("session-ended");
  }
}
