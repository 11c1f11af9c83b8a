package dev.cove.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import dev.cove.auth.Race;
import dev.cove.auth.token.Secrets;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Renewing a login, and who tries it twice. */
@AuthServiceTest
class RefreshIntegrationTests {

  @LocalServerPort private int port;
  @Autowired private JdbcClient jdbc;

  @Test
  @DisplayName("A2 refreshing rotates the token; the cookies are closed to scripts")
  void refreshRotates() {
    Api api = new Api(port);
    Person person = api.register("rotate");
    Answer answer = api.refresh(person.refresh());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.cookie("cove_refresh")).hasSize(43).isNotEqualTo(person.refresh());
    assertThat(answer.cookie("cove_access")).isEqualTo(answer.text("accessToken"));
    assertThat(answer.body().has("refreshToken")).isFalse();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body().path("expiresIn").asInt()).isLessThanOrEqualTo(900);
    assertThat(answer.raw().headers().allValues("Set-Cookie"))
        .allMatch(cookie -> cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        .anyMatch(cookie -> cookie.startsWith("cove_access") && cookie.contains("Path=/;"))
        .anyMatch(cookie -> cookie.startsWith("cove_refresh") && cookie.contains("Path=/api/auth"));
    assertThat(api.get("/api/users/me", answer.text("accessToken")).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("A2 B5 a replayed token ends the whole family and is written down")
  void replayEndsTheFamily() {
    Api api = new Api(port);
    Person person = api.register("replay");
    Person bystander = Person.of(api.login(person.username(), Api.PASSWORD));
    Answer second = api.refresh(person.refresh());
    Answer replay = api.refresh(person.refresh());
    assertThat(replay.status()).isEqualTo(401);
    assertThat(replay.text("code")).isEqualTo("session-ended");
    assertThat(api.refresh(second.cookie("cove_refresh")).text("code")).isEqualTo("session-ended");
    assertThat(api.get("/api/users/me", second.text("accessToken")).status()).isEqualTo(401);
    assertThat(api.refresh(bystander.refresh()).status()).as("another login").isEqualTo(200);
    assertThat(
            jdbc.sql(
                    "select count(*) from audit where action = 'refresh-replayed' and actor = ?::uuid")
                .param(person.id())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @RepeatedTest(5)
  @DisplayName("A2 B5 of parallel uses of one token at most one wins, and then the family is dead")
  void atMostOneOfParallelUsesWins() {
    Api api = new Api(port);
    Person person = api.register("parallel");
    List<Answer> answers = Race.run(8, _ -> api.refresh(person.refresh()));
    assertThat(answers).extracting(Answer::status).containsOnly(200, 401).containsOnlyOnce(200);
    Answer winner = answers.stream().filter(a -> a.status() == 200).findFirst().orElseThrow();
    assertThat(api.refresh(winner.cookie("cove_refresh")).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("A2 a program may send the token in the body, and gets the next one there")
  void refreshByBody() {
    Api api = new Api(port);
    Person person = api.register("program");
    Answer answer = api.post("/api/auth/refresh", Map.of("refreshToken", person.refresh()));
    assertThat(answer.status()).isEqualTo(200);
    String next = answer.text("refreshToken");
    assertThat(next).isEqualTo(answer.cookie("cove_refresh"));
    assertThat(api.post("/api/auth/refresh", Map.of("refreshToken", next)).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("B4 no token, an unknown, an old or an access token does not refresh")
  void nothingElseRefreshes() {
    Api api = new Api(port);
    Person person = api.register("old");
    assertThat(api.call("POST", "/api/auth/refresh", null, null).text("code"))
        .isEqualTo("session-ended");
    assertThat(api.refresh(Secrets.next()).text("code")).isEqualTo("session-ended");
    assertThat(api.refresh(person.access()).text("code")).isEqualTo("session-ended");
    jdbc.sql("update refresh_token set expires_at = now() - interval '1 second' where hash = ?")
        .param(Secrets.hash(person.refresh()))
        .update();
    assertThat(api.refresh(person.refresh()).text("code")).isEqualTo("session-ended");
    assertThat(api.get("/api/users/me", person.access()).status())
        .as("an old token is no replay")
        .isEqualTo(200);
  }

  @Test
  @DisplayName("A2 a login ends at its longest life however often it is refreshed")
  void loginEndsAtItsLongestLife() {
    Api api = new Api(port);
    Person person = api.register("long");
    jdbc.sql("update login set expires_at = now() where account_id = ?::uuid")
        .param(person.id())
        .update();
    assertThat(api.refresh(person.refresh()).text("code")).isEqualTo("session-ended");
  }

  @Test
  @DisplayName("A2 a stale access token in the header does not keep from refreshing or logging in")
  void staleAccessTokenIsIgnoredWhereNoneIsNeeded() {
    Api api = new Api(port);
    Person person = api.register("stale");
    Answer refreshed =
        api.send(
            api.request("/api/auth/refresh")
                .header("Authorization", "Bearer " + person.access() + "x")
                .header("Cookie", "cove_refresh=" + person.refresh())
                .POST(BodyPublishers.noBody()));
    assertThat(refreshed.status()).isEqualTo(200);
    assertThat(
            api.call(
                    "POST",
                    "/api/auth/login",
                    "not.a.token",
                    Map.of("username", person.username(), "password", Api.PASSWORD))
                .status())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("A1 B6 logging out by the refresh cookie alone ends the login at once")
  void logoutByRefreshCookie() {
    Api api = new Api(port);
    Person person = api.register("leaver");
    Answer answer =
        api.send(
            api.request("/api/auth/logout")
                .header("Authorization", "Bearer not.a.token")
                .header("Cookie", "cove_refresh=" + person.refresh())
                .POST(BodyPublishers.noBody()));
    assertThat(answer.status()).isEqualTo(204);
    assertThat(api.refresh(person.refresh()).status()).isEqualTo(401);
    assertThat(api.get("/api/users/me", person.access()).status()).isEqualTo(401);
    assertThat(api.call("POST", "/api/auth/logout", null, null).status())
        .as("without any token")
        .isEqualTo(204);
  }
}
