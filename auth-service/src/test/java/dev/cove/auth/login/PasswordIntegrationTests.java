package dev.cove.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import dev.cove.auth.Race;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Changing the password, and the list of logins. */
@AuthServiceTest
class PasswordIntegrationTests {

  private static final String NEXT = "An0ther-secret";

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @Test
  @DisplayName("A1 B6 a new password ends every other login at once and keeps this one")
  void newPasswordEndsOtherLogins() {
    Api api = new Api(port);
    Person here = api.register("changer");
    Person there = Person.of(api.login(here.username(), Api.PASSWORD));
    assertThat(change(api, here, Api.PASSWORD, NEXT).status()).isEqualTo(204);
    assertThat(api.refresh(there.refresh()).text("code")).isEqualTo("session-ended");
    assertThat(api.get("/api/users/me", there.access()).status()).isEqualTo(401);
    assertThat(api.get("/api/users/me", here.access()).status()).isEqualTo(200);
    assertThat(api.refresh(here.refresh()).status()).isEqualTo(200);
    assertThat(api.login(here.username(), Api.PASSWORD).status()).isEqualTo(401);
    assertThat(api.login(here.username(), NEXT).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("A1 without the present password there is no new one, however often it is tried")
  void wrongPresentPasswordIsRefusedAndCounted() {
    Api api = new Api(port);
    Person person = api.register("keeper");
    for (int i = 0; i < 5; i++) {
      Answer answer = change(api, person, "wrong", NEXT);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body().path("errors").get(0).path("field").asString())
          .isEqualTo("currentPassword");
    }
    assertThat(change(api, person, Api.PASSWORD, NEXT).status()).isEqualTo(429);
  }

  @Test
  @DisplayName("A1 of parallel changes one wins, and logins begun meanwhile with the old one end")
  void oneOfParallelChangesWins() {
    Api api = new Api(port);
    Person person = api.register("torn");
    List<Integer> statuses =
        Race.run(
            4,
            i ->
                i < 2
                    ? change(api, person, Api.PASSWORD, NEXT + i).status()
                    : api.login(person.username(), Api.PASSWORD).status());
    assertThat(statuses.subList(0, 2)).containsOnlyOnce(204);
    assertThat(
            jdbc.sql("select count(*) from login where account_id = ?::uuid and ended_at is null")
                .param(person.id())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("A5 active logins are listed and can be ended; somebody else's is 404")
  void loginsAreListedAndEnded() {
    Api api = new Api(port);
    Person here = api.register("lister");
    Person there = Person.of(api.login(here.username(), Api.PASSWORD));
    Answer list = api.get("/api/users/me/logins", here.access());
    assertThat(list.body().path("items")).hasSize(2);
    assertThat(list.body().path("nextCursor").isNull()).isTrue();
    String current = "";
    String other = "";
    for (var login : list.body().path("items")) {
      if (login.path("current").asBoolean()) {
        current = login.path("id").asString();
      } else {
        other = login.path("id").asString();
      }
    }
    assertThat(current).isNotEmpty();
    Person stranger = api.register("stranger");
    assertThat(end(api, stranger, other).status()).isEqualTo(404);
    assertThat(end(api, here, other).status()).isEqualTo(204);
    assertThat(end(api, here, other).status()).isEqualTo(404);
    assertThat(api.refresh(there.refresh()).status()).isEqualTo(401);
    assertThat(api.get("/api/users/me/logins", here.access()).body().path("items")).hasSize(1);
  }

  private static Answer end(Api api, Person person, String login) {
    return api.call("DELETE", "/api/users/me/logins/" + login, person.access(), null);
  }

  private static Answer change(Api api, Person person, String current, String next) {
    return api.call(
        "PUT",
        "/api/users/me/password",
        person.access(),
        Map.of("currentPassword", current, "newPassword", next));
  }
}
