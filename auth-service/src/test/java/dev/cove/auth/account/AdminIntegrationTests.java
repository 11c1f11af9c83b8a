package dev.cove.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import dev.cove.auth.Race;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first admin, and what admins alone may do. */
@AuthServiceTest
class AdminIntegrationTests {

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  private Api api;

  @BeforeEach
  void noAdmins() {
    api = new Api(port);
    jdbc.sql("update account set role = 'USER' where role = 'ADMIN'").update();
  }

  @Test
  @DisplayName("O1 the setup link makes one admin, whoever calls it at once, and then is closed")
  void setupMakesOneAdmin() {
    assertThat(api.get("/api/auth/setup", null).body().path("available").asBoolean()).isTrue();
    Answer wrong = setUp("wrong");
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.text("code")).isEqualTo("bad-setup-token");

    List<Answer> answers = Race.run(4, _ -> setUp(AuthServiceTest.SETUP_TOKEN));
    assertThat(answers).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
    Answer made = answers.stream().filter(a -> a.status() == 201).findFirst().orElseThrow();
    assertThat(made.body().path("user").path("role").asString()).isEqualTo("ADMIN");
    assertThat(made.cookie("cove_refresh")).isNotEmpty();
    assertThat(api.get("/api/auth/setup", null).body().path("available").asBoolean(true)).isFalse();
    assertThat(setUp(AuthServiceTest.SETUP_TOKEN).text("code")).isEqualTo("setup-closed");
  }

  @Test
  @DisplayName("B12 an admin who is one no longer may nothing, whatever the token says")
  void roleIsReadFromTheDatabase() {
    Person admin = admin();
    assertThat(api.get("/api/admin/users", admin.access()).status()).isEqualTo(200);
    jdbc.sql("update account set role = 'USER' where id = ?::uuid").param(admin.id()).update();
    assertThat(api.get("/api/admin/users", admin.access()).status()).isEqualTo(403);
    assertThat(api.get("/api/admin/audit", admin.access()).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/admin/users",
        "/api/admin/users/",
        "/api/admin//users",
        "/api/admin/users;x=1",
        "/API/admin/users",
        "/api/%61dmin/users",
        "/api/admin%2fusers",
        "/api/users/../admin/users",
        "/api/admin/audit"
      })
  @DisplayName("B12 no spelling of an admin's path opens it to a user or to nobody")
  void noSpellingOpensAnAdminsPath(String path) {
    Person person = api.register("plain");
    assertThat(api.get(path, person.access()).status()).isBetween(400, 499);
    assertThat(api.get(path, null).status()).isBetween(400, 499);
    Answer overridden =
        api.send(
            api.request("/api/admin/users/" + person.id())
                .header("Authorization", "Bearer " + person.access())
                .header("X-HTTP-Method-Override", "PATCH")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"role\":\"ADMIN\"}")));
    assertThat(overridden.status()).isBetween(400, 499);
    assertThat(change(person, person, Map.of("role", "ADMIN")).status()).isEqualTo(403);
  }

  @Test
  @DisplayName("A4 disabling ends every login at once; enabling lets the user in again")
  void disablingEndsEveryLogin() {
    Person admin = admin();
    Person person = api.register("closed");
    Answer disabled = change(admin, person, Map.of("disabled", true));
    assertThat(disabled.status()).isEqualTo(200);
    assertThat(disabled.body().path("disabled").asBoolean()).isTrue();
    assertThat(api.get("/api/users/me", person.access()).status()).isEqualTo(401);
    assertThat(api.refresh(person.refresh()).status()).isEqualTo(401);
    assertThat(api.login(person.username(), "wrong").text("code")).isEqualTo("bad-credentials");
    assertThat(api.login(person.username(), Api.PASSWORD).text("code"))
        .isEqualTo("account-disabled");
    assertThat(change(admin, person, Map.of("disabled", false)).status()).isEqualTo(200);
    assertThat(api.login(person.username(), Api.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("O2 the last admin cannot be removed, demoted or disabled, nor two by each other")
  void lastAdminStays() {
    Person one = admin();
    assertThat(change(one, one, Map.of("role", "USER")).text("code")).isEqualTo("last-admin");
    assertThat(change(one, one, Map.of("disabled", true)).text("code")).isEqualTo("last-admin");
    assertThat(api.call("DELETE", "/api/users/me", one.access(), null).text("code"))
        .isEqualTo("last-admin");
    Person two = admin();
    Race.run(
        2,
        i ->
            i == 0
                ? change(one, two, Map.of("role", "USER"))
                : change(two, one, Map.of("role", "USER")));
    assertThat(
            jdbc.sql("select count(*) from account where role = 'ADMIN'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("O2 admins find users by page and text, and read who did what")
  void adminsFindUsersAndActs() {
    Person admin = admin();
    String prefix = Api.freshName("find");
    Person first = api.register(prefix + "a");
    Person second = api.register(prefix + "b");
    Answer page = api.get("/api/admin/users?limit=1&q=" + prefix, admin.access());
    assertThat(page.body().path("items").get(0).path("id").asString()).isEqualTo(first.id());
    Answer next =
        api.get(
            "/api/admin/users?limit=1&q=" + prefix + "&cursor=" + page.text("nextCursor"),
            admin.access());
    assertThat(next.body().path("items").get(0).path("id").asString()).isEqualTo(second.id());
    assertThat(next.body().path("nextCursor").isNull()).isTrue();
    assertThat(api.get("/api/admin/users?cursor=%25%25", admin.access()).status()).isEqualTo(400);

    change(admin, first, Map.of("role", "ADMIN"));
    Answer acts =
        api.get(
            "/api/admin/audit?action=role-changed&since=2020-01-01T00:00:00Z&actor=" + admin.id(),
            admin.access());
    assertThat(acts.body().path("items")).hasSize(1);
    assertThat(acts.body().path("items").get(0).path("subject").asString()).isEqualTo(first.id());
  }

  @Test
  @DisplayName("O2 nobody rewrites the audit, not even by SQL")
  void auditIsAppendOnly() {
    api.register("audited");
    for (String sql :
        List.of("update audit set detail = 'x'", "delete from audit", "truncate audit")) {
      assertThatThrownBy(() -> jdbc.sql(sql).update())
          .isInstanceOf(DataAccessException.class)
          .hasMessageContaining("append-only");
    }
  }

  private Person admin() {
    Person person = api.register("admin");
    jdbc.sql("update account set role = 'ADMIN' where id = ?::uuid").param(person.id()).update();
    return person;
  }

  private Answer change(Person actor, Person person, Map<String, Object> change) {
    return api.call("PATCH", "/api/admin/users/" + person.id(), actor.access(), change);
  }

  private Answer setUp(String token) {
    String name = Api.freshName("root");
    return api.post(
        "/api/auth/setup",
        Map.of(
            "token",
            token,
            "username",
            name,
            "email",
            name + "@example.org",
            "password",
            Api.PASSWORD));
  }
}
