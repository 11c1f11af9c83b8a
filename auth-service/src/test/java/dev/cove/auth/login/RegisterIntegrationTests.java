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
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Making accounts. */
@AuthServiceTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = "cove.auth.limits.registrations.count=12")
class RegisterIntegrationTests {

  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource({
    "ab, a@example.org, Passw0rd!123, username",
    "-dash, a@example.org, Passw0rd!123, username",
    "with space, a@example.org, Passw0rd!123, username",
    "mail@name, a@example.org, Passw0rd!123, username",
    "fine, not-an-address, Passw0rd!123, email",
    "fine, a@example.org, short, password",
    "samesame, a@example.org, SameSame, password",
  })
  @DisplayName("A1 a field that breaks a rule is named in a 422")
  void brokenRuleIsNamed(String username, String email, String password, String field) {
    Answer answer =
        new Api(port)
            .post(
                "/api/auth/register",
                Map.of("username", username, "email", email, "password", password));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("code")).isEqualTo("invalid-request");
    assertThat(answer.body().path("errors").get(0).path("field").asString()).isEqualTo(field);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  @DisplayName("A1 names and addresses are unique whatever their case")
  void namesAndAddressesAreUniqueInAnyCase() {
    Api api = new Api(port);
    Person person = api.register("Taken");
    String upper = person.username().toUpperCase(Locale.ROOT);
    Answer name = register(api, upper, Api.freshName("x") + "@example.org");
    assertThat(name.status()).isEqualTo(409);
    assertThat(name.text("code")).isEqualTo("username-taken");
    Answer mail = register(api, Api.freshName("y"), upper + "@EXAMPLE.org");
    assertThat(mail.status()).isEqualTo(409);
    assertThat(mail.text("code")).isEqualTo("email-taken");
  }

  @Test
  @DisplayName("A1 of parallel registrations of one name one succeeds")
  void oneOfParallelRegistrationsSucceeds() {
    Api api = new Api(port);
    String name = Api.freshName("race");
    List<Integer> statuses =
        Race.run(6, i -> register(api, name, name + i + "@example.org").status());
    assertThat(statuses).containsOnly(201, 409).containsOnlyOnce(201);
  }

  @Test
  @DisplayName("B11 a role, an id or a level in the body changes nothing")
  void extraFieldsChangeNothing() {
    Api api = new Api(port);
    String name = Api.freshName("mass");
    String id = "01890a5d-ac96-774b-bcce-b302099a8057";
    Person person =
        Person.of(
            api.post(
                "/api/auth/register?role=ADMIN",
                Map.of(
                    "username",
                    name,
                    "email",
                    name + "@example.org",
                    "password",
                    Api.PASSWORD,
                    "role",
                    "ADMIN",
                    "id",
                    id,
                    "reviewerLevel",
                    "SENIOR",
                    "disabled",
                    true)));
    api.call(
        "PATCH",
        "/api/users/me?role=ADMIN",
        person.access(),
        Map.of("role", "ADMIN", "reviewerLevel", "SENIOR", "username", "root", "id", id));
    Answer me = api.get("/api/users/me", person.access());
    assertThat(me.text("role")).isEqualTo("USER");
    assertThat(me.text("reviewerLevel")).isEqualTo("NONE");
    assertThat(me.text("username")).isEqualTo(name);
    assertThat(me.text("id")).isEqualTo(person.id()).isNotEqualTo(id);
  }

  @Test
  @DisplayName("B34 registrations from one address are limited, parallel ones too")
  void registrationsAreLimitedByAddress() {
    Api api = new Api(port);
    List<Integer> statuses =
        Race.run(
            16,
            _ -> {
              String name = Api.freshName("many");
              return register(api, name, name + "@example.org").status();
            });
    assertThat(statuses.stream().filter(status -> status == 201)).hasSize(12);
    assertThat(statuses.stream().filter(status -> status == 429)).hasSize(4);
    String name = Api.freshName("many");
    assertThat(register(api, name, name + "@example.org").header("Retry-After")).isNotEmpty();
  }

  @Test
  @DisplayName("B31 no password and no token gets into the log")
  void secretsStayOutOfTheLog(CapturedOutput output) {
    Api api = new Api(port);
    Person person = api.register("quiet");
    Answer refreshed = api.refresh(person.refresh());
    api.refresh(person.refresh());
    api.login(person.username(), "Wr0ng-secret-guess");
    api.post("/api/auth/login", "{ \"password\": \"Wr0ng-secret-guess\" ");
    register(api, person.username(), Api.freshName("z") + "@example.org");
    assertThat(
            Stream.of(
                "$argon2id$",
                person.access(),
                person.refresh(),
                refreshed.cookie("cove_refresh"),
                Api.PASSWORD,
                "Wr0ng-secret-guess"))
        .allSatisfy(secret -> assertThat(output.getAll()).doesNotContain(secret));
  }

  private static Answer register(Api api, String name, String email) {
    return api.post(
        "/api/auth/register", Map.of("username", name, "email", email, "password", Api.PASSWORD));
  }
}
