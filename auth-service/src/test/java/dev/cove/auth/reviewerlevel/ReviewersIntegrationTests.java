package dev.cove.auth.reviewerlevel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.auth.Api;
import dev.cove.auth.Api.Answer;
import dev.cove.auth.Api.Person;
import dev.cove.auth.AuthServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Choosing a level, and finding reviewers. */
@AuthServiceTest
class ReviewersIntegrationTests {

  @LocalServerPort private int port;

  @Test
  @DisplayName("R16 everybody chooses their own level; the next token carries it")
  void levelIsChosen() {
    Api api = new Api(port);
    Person person = api.register("chooser");
    Answer chosen = choose(api, person, "SENIOR");
    assertThat(chosen.status()).isEqualTo(200);
    assertThat(chosen.text("reviewerLevel")).isEqualTo("SENIOR");
    assertThat(choose(api, person, "PRINCIPAL").status()).isBetween(400, 422);
    assertThat(api.call("PUT", "/api/users/me/reviewer-status", person.access(), Map.of()).status())
        .isEqualTo(422);
    assertThat(api.refresh(person.refresh()).body().path("user").path("reviewerLevel").asString())
        .isEqualTo("SENIOR");
  }

  @Test
  @DisplayName("A5 reviewers are listed by cursor, none twice, none left out, level and text apply")
  void reviewersAreListedByCursor() {
    Api api = new Api(port);
    String prefix = Api.freshName("rev");
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Person person = api.register(prefix + i);
      choose(api, person, i % 2 == 0 ? "JUNIOR" : "SENIOR");
      all.add(person.id());
    }
    Person none = api.register(prefix + "none");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Answer page =
          api.get("/api/users/reviewers?limit=2&q=" + prefix + "&cursor=" + cursor, none.access());
      assertThat(page.status()).isEqualTo(200);
      page.body().path("items").forEach(item -> seen.add(item.path("id").asString()));
      cursor = page.body().path("nextCursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(seen).containsExactlyElementsOf(all);
    assertThat(
            api.get("/api/users/reviewers?level=SENIOR&q=" + prefix, none.access())
                .body()
                .path("items"))
        .hasSize(2);
    assertThat(
            api.get("/api/users/reviewers?q=" + prefix + "%25", none.access()).body().path("items"))
        .as("a wildcard is only a character")
        .isEmpty();
    assertThat(api.get("/api/users/reviewers?q=a%00b%5C", none.access()).status()).isEqualTo(200);
  }

  private static Answer choose(Api api, Person person, String level) {
    return api.call(
        "PUT", "/api/users/me/reviewer-status", person.access(), Map.of("level", level));
  }
}
