package dev.cove.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import dev.cove.auth.Race;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Logging in and out, and what guessing meets. */
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

    assertThat(api.login(name.toUpperCase(Locale.ROOT), Api.PASSWORD).status()).isEqualTo(200);
    Answer byMail = api.login(name + "@example.ORG", Api.PASSWORD);
    Person person = Person.of(byMail);
    assertThat(api.get("/api/users/me", person.access()).status()).isEqualTo(200);

    Answer logout = api.call("POST", "/api/auth/logout", person.access(), null);
    assertThat(logout.status()).isEqualTo(204);
    assertThat(logout.raw().headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allMatch(cookie -> cookie.contains("Max-Age=0"));
    assertThat(api.get("/api/users/me", person.access()).status()).isEqualTo(401);
    assertThat(api.refresh(person.refresh()).text("code")).isEqualTo("session-ended");
  }

  @Test
  @DisplayName("A1 logging out everywhere ends every login, and no one else's")
  void logoutEverywhereEndsEveryLogin() {
    Api api = new Api(port);
    Person first = api.register("eve");
    Person second = Person.of(api.login(first.username(), Api.PASSWORD));
    Person other = api.register("other");
    assertThat(api.call("POST", "/api/auth/logout-all", first.access(), null).status())
        .isEqualTo(204);
    assertThat(api.refresh(first.refresh()).status()).isEqualTo(401);
    assertThat(api.refresh(second.refresh()).status()).isEqualTo(401);
    assertThat(api.get("/api/users/me", second.access()).status()).isEqualTo(401);
    assertThat(api.refresh(other.refresh()).status()).isEqualTo(200);
    assertThat(api.call("POST", "/api/auth/logout-all", null, null).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("A1 B7 an unknown name and a wrong password get the same answer")
  void unknownNameAndWrongPasswordGetTheSameAnswer() {
    Api api = new Api(port);
    Person person = api.register("known");
    Answer wrong = api.login(person.username(), "not the password");
    Answer unknown = api.login(Api.freshName("nobody"), "not the password");
    for (Answer answer : List.of(wrong, unknown)) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.text("code")).isEqualTo("bad-credentials");
    }
    assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
    assertThat(unknown.body().propertyNames()).isEqualTo(wrong.body().propertyNames());
  }

  @Test
  @DisplayName("A1 the sixth try after 5 failures is 429 with Retry-After, by name or e-mail")
  void fiveFailuresCloseTheAccountForTheAddress() {
    Api api = new Api(port);
    Person person = api.register("guessed");
    for (int i = 0; i < 5; i++) {
      String name = i % 2 == 0 ? person.username() : person.username() + "@example.org";
      assertThat(api.login(name, "wrong " + i).status()).isEqualTo(401);
    }
    Answer refused = api.login(person.username(), Api.PASSWORD);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("code")).isEqualTo("too-many-attempts");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 901);
    assertThat(new Api(port).login(person.username(), Api.PASSWORD).status())
        .as("from another address")
        .isEqualTo(200);
  }

  @Test
  @DisplayName("A1 an unknown name is closed after 5 failures too")
  void fiveFailuresCloseAnUnknownNameToo() {
    Api api = new Api(port);
    String name = Api.freshName("nobody");
    for (int i = 0; i < 5; i++) {
      assertThat(api.login(name, "wrong " + i).status()).isEqualTo(401);
    }
    assertThat(api.login(name, "wrong").status()).isEqualTo(429);
  }

  @Test
  @DisplayName("A1 a right password clears the failures before it")
  void rightPasswordClearsFailures() {
    Api api = new Api(port);
    Person person = api.register("clumsy");
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 4; i++) {
        assertThat(api.login(person.username(), "wrong " + i).status()).isEqualTo(401);
      }
      assertThat(api.login(person.username(), Api.PASSWORD).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("B7 of 24 parallel guesses at most 5 learn anything")
  void parallelGuessesGainNothing() {
    Api api = new Api(port);
    Person person = api.register("raced");
    List<Integer> statuses = Race.run(24, i -> api.login(person.username(), "wrong " + i).status());
    // on a slow machine some are told that the service is busy, before any password is looked at
    assertThat(statuses).contains(401).isSubsetOf(401, 429, 503);
    assertThat(statuses.stream().filter(status -> status == 401)).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  @DisplayName("B7 one guess on each of many accounts is counted by address")
  void guessesOnManyAccountsAreCountedByAddress() {
    Api api = new Api(port);
    for (int i = 0; i < 30; i++) {
      assertThat(api.login(Api.freshName("spray"), "Password1").status()).isEqualTo(401);
    }
    assertThat(api.login(Api.freshName("spray"), "Password1").status()).isEqualTo(429);
  }

  @Test
  @DisplayName("B7 a password of a megabyte is refused before it is hashed")
  void hugePasswordIsRefused() {
    Api api = new Api(port);
    Answer answer = api.login(Api.freshName("huge"), "x".repeat(1_000_000));
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  @DisplayName("B20 names with quotes, wildcards or NUL are only unknown names")
  void oddNamesAreUnknownNames() {
    Api api = new Api(port);
    for (String name : List.of("' or 1=1 --", "%", "a\u0000b", "ünï", "\ud800", "a@b\u0000")) {
      assertThat(api.login(name, "Password1").status()).as(name).isEqualTo(401);
    }
  }
}
