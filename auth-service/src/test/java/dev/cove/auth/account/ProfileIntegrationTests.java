package dev.cove.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What an owner changes, and what others see of it. */
@AuthServiceTest
class ProfileIntegrationTests {

  @LocalServerPort private int port;

  @Test
  @DisplayName("A5 display name, bio, time zone, e-mail and any preferences are kept")
  void changesAreKept() {
    Api api = new Api(port);
    Person person = api.register("profile");
    String json =
        """
        {"displayName": " Ünï <b>🐍</b> ", "bio": "line 1\\nline 2", "timeZone": "Europe/Berlin",
         "email": "new-%s@example.org",
         "preferences": {"theme": "dark", "editor": {"fontSize": 14, "x": null}, "nul": "a\\u0000b"}}
        """
            .formatted(person.username());
    Answer changed = api.call("PATCH", "/api/users/me", person.access(), json);
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    Answer me = api.get("/api/users/me", person.access());
    assertThat(me.body()).isEqualTo(changed.body());
    assertThat(me.text("displayName")).isEqualTo("Ünï <b>🐍</b>");
    assertThat(me.text("timeZone")).isEqualTo("Europe/Berlin");
    assertThat(me.text("email")).startsWith("new-");
    assertThat(me.body().path("preferences").path("editor").path("fontSize").asInt()).isEqualTo(14);
    Answer again = api.call("PATCH", "/api/users/me", person.access(), Map.of("bio", ""));
    assertThat(again.text("displayName")).as("what is missing stays").startsWith("Ünï");
    assertThat(again.text("bio")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "displayName, '   '",
    "displayName, 'a\u0000b'",
    "displayName, 'two\nlines'",
    "bio, 'a\u0000b'",
    "timeZone, Europe/Atlantis",
    "timeZone, '../../etc/localtime'",
    "email, nowhere",
  })
  @DisplayName("A5 a value that breaks a rule is named in a 422")
  void brokenRuleIsNamed(String field, String value) {
    Api api = new Api(port);
    Person person = api.register("rules");
    Answer answer = api.call("PATCH", "/api/users/me", person.access(), Map.of(field, value));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("errors").get(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  @DisplayName("A5 preferences have 16 KiB")
  void preferencesAreBounded() {
    Api api = new Api(port);
    Person person = api.register("prefs");
    int frame = "{\"k\":\"\"}".length();
    assertThat(preferences(api, person, Preferences.MAX_BYTES - frame).status()).isEqualTo(200);
    Answer refused = preferences(api, person, Preferences.MAX_BYTES - frame + 1);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").get(0).path("message").asString())
        .contains("16384", "16385");
  }

  @Test
  @DisplayName("A5 somebody else's e-mail address is taken")
  void takenAddressIsRefused() {
    Api api = new Api(port);
    Person first = api.register("first");
    Person second = api.register("second");
    Answer answer =
        api.call(
            "PATCH",
            "/api/users/me",
            second.access(),
            Map.of("email", first.username() + "@EXAMPLE.org"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("code")).isEqualTo("email-taken");
  }

  @Test
  @DisplayName("A4 others see the public profile only, and only when they are signed in")
  void othersSeeThePublicProfile() {
    Api api = new Api(port);
    Person person = api.register("seen");
    Person other = api.register("seer");
    Answer profile = api.get("/api/users/" + person.id(), other.access());
    assertThat(profile.status()).isEqualTo(200);
    assertThat(profile.body().propertyNames())
        .containsExactlyInAnyOrder(
            "id", "username", "displayName", "bio", "reviewerLevel", "createdAt");
    assertThat(api.get("/api/users/" + UUID.randomUUID(), other.access()).status()).isEqualTo(404);
    assertThat(api.get("/api/users/" + person.id(), null).status()).isEqualTo(401);
    assertThat(api.get("/api/users/me", null).status()).isEqualTo(401);
  }

  @Test
  @DisplayName("A5 the export has everything but secrets; a removed account is gone")
  void exportThenDelete() {
    Api api = new Api(port);
    Person person = api.register("goner");
    Answer export = api.get("/api/users/me/export", person.access());
    assertThat(export.status()).isEqualTo(200);
    assertThat(export.body().path("user").path("id").asString()).isEqualTo(person.id());
    assertThat(export.body().path("logins")).hasSize(1);
    assertThat(export.body().path("acts")).isNotEmpty();
    assertThat(export.raw().body()).doesNotContain("argon2", person.refresh());

    assertThat(api.call("DELETE", "/api/users/me", person.access(), null).status()).isEqualTo(204);
    assertThat(api.get("/api/users/me", person.access()).status()).isEqualTo(401);
    assertThat(api.refresh(person.refresh()).status()).isEqualTo(401);
    assertThat(api.login(person.username(), Api.PASSWORD).status()).isEqualTo(401);
    Person other = api.register("other");
    assertThat(api.get("/api/users/" + person.id(), other.access()).status()).isEqualTo(404);
  }

  private static Answer preferences(Api api, Person person, int length) {
    return api.call(
        "PATCH",
        "/api/users/me",
        person.access(),
        Map.of("preferences", Map.of("k", "x".repeat(length))));
  }
}
