package dev.cove.workspace.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SessionIntegrationTests {

  @LocalServerPort int port;

  ApiClient ada;

  @BeforeEach
  void newUser() {
    ada = ApiClient.user(port);
  }

  @Test
  @DisplayName("S1 a new session has the template's files, and main.py is a text to run")
  void createGivesTemplateFiles() {
    ApiClient.Answer created =
        ada.post("/api/sessions", Map.of("name", " Walks ", "description", "Random ones"));

    assertThat(created.status()).isEqualTo(201);
    JsonNode session = created.json();
    assertThat(created.header("Location")).isEqualTo("/api/sessions/" + id(session));
    assertThat(session.get("name").asString()).isEqualTo("Walks");
    assertThat(session.get("template").asString()).isEqualTo("python");
    assertThat(session.get("status").asString()).isEqualTo("ACTIVE");
    assertThat(session.get("revision").asLong()).isEqualTo(1);
    assertThat(session.get("fileCount").asInt()).isEqualTo(1);
    assertThat(session.get("ownerId").asString()).isEqualTo(ada.userId().toString());
    assertThat(ada.read(id(session), "main.py").text()).contains("import numpy");
  }

  @Test
  @DisplayName("S1 the data-science template brings its folder, the empty one nothing")
  void templatesDiffer() {
    assertThat(paths(ada.tree(ada.newSession("data-science"))))
        .containsExactly("data", "data/temperatures.csv", "main.py");
    assertThat(paths(ada.tree(ada.newSession("empty")))).isEmpty();
  }

  @Test
  @DisplayName("S1 a session is a copy of another one, with files of its own")
  void createCopiesAnOwnSession() {
    UUID source = ada.newSession("empty");
    ada.create(source, "notes/a.txt", "one");

    JsonNode copy =
        ada.post("/api/sessions", Map.of("name", "Copy", "copyOf", source.toString())).json();

    ada.create(id(copy), "b.txt", "two");
    assertThat(paths(ada.tree(id(copy)))).containsExactly("b.txt", "notes", "notes/a.txt");
    assertThat(paths(ada.tree(source))).containsExactly("notes", "notes/a.txt");
    assertThat(
            ApiClient.user(port)
                .post("/api/sessions", Map.of("name", "Theft", "copyOf", source.toString()))
                .status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("L5 the template declares how far a session reaches, and a copy keeps it")
  void theTemplateDeclaresTheNetwork() {
    UUID python = ada.newSession("python");
    JsonNode copy =
        ada.post("/api/sessions", Map.of("name", "Copy", "copyOf", python.toString())).json();

    assertThat(network(python)).isEqualTo("PACKAGES");
    assertThat(network(id(copy))).isEqualTo("PACKAGES");
    assertThat(network(ada.newSession("data-science"))).isEqualTo("PACKAGES");
    assertThat(network(ada.newSession("empty"))).isEqualTo("NONE");
    assertThat(paths(ada.tree(python))).containsExactly("main.py");
  }

  private String network(UUID session) {
    return ApiClient.service(port, "sandbox-service")
        .get("/internal/sessions/" + session)
        .json()
        .get("network")
        .asString();
  }

  @Test
  @DisplayName("S1 a name has 1 to 80 characters, each broken rule is told by its field")
  void createRefusesBadFields() {
    assertThat(ada.post("/api/sessions", Map.of("name", "x".repeat(80))).status()).isEqualTo(201);
    for (Map<String, String> body :
        List.of(
            Map.of("name", "x".repeat(81)),
            Map.of("name", "  "),
            Map.of("description", "no name"),
            Map.of("name", "ok", "template", "cobol"))) {
      ApiClient.Answer refused = ada.post("/api/sessions", body);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.code()).isEqualTo("invalid-request");
      assertThat(refused.json().get("errors")).hasSize(1);
    }
  }

  @Test
  void createWithTheSameKeyAnswersTheSameSession() {
    Map<String, String> body = Map.of("name", "Once");

    JsonNode first = ada.post("/api/sessions", body, "Idempotency-Key", "k-1").json();
    JsonNode again = ada.post("/api/sessions", body, "Idempotency-Key", "k-1").json();

    assertThat(id(again)).isEqualTo(id(first));
    assertThat(ada.get("/api/sessions").json().get("items")).hasSize(1);
  }

  @Test
  @DisplayName("S4 rename, archive, trash, restore, search and delete for ever")
  void sessionsLiveTheirLife() {
    UUID id = ada.newSession("python");
    String path = "/api/sessions/" + id;

    assertThat(ada.patch(path, Map.of("name", "Renamed")).json().get("name").asString())
        .isEqualTo("Renamed");
    assertThat(ada.patch(path, Map.of("status", "ARCHIVED")).json().get("status").asString())
        .isEqualTo("ARCHIVED");
    assertThat(listed("?status=ARCHIVED")).containsExactly(id);
    assertThat(listed("?q=NAMED")).containsExactly(id);
    assertThat(listed("?q=%25")).isEmpty();

    assertThat(ada.delete(path).status()).isEqualTo(204);
    assertThat(ada.get(path).json().get("status").asString()).isEqualTo("TRASHED");
    assertThat(listed("")).isEmpty();
    assertThat(listed("?status=TRASHED")).containsExactly(id);
    ApiClient.Answer refused = ada.create(id, "late.txt", "x");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("session-trashed");

    assertThat(ada.patch(path, Map.of("status", "ACTIVE")).status()).isEqualTo(200);
    assertThat(ada.create(id, "late.txt", "x").status()).isEqualTo(201);
    assertThat(ada.delete(path + "?permanent=true").status()).isEqualTo(204);
    assertThat(ada.get(path).status()).isEqualTo(404);
    assertThat(ada.delete(path).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S4 the list is sorted by last use and goes on by cursor")
  void listGoesOnByCursor() {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(ada.newSession("empty"));
    }
    ada.create(made.get(1), "used.txt", "x");

    List<UUID> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = ada.get("/api/sessions?limit=2" + cursor).json();
      page.get("items").forEach(item -> seen.add(id(item)));
      cursor =
          page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asString();
    } while (!cursor.isEmpty());

    assertThat(seen)
        .containsExactly(made.get(1), made.get(4), made.get(3), made.get(2), made.get(0));
    assertThat(ada.get("/api/sessions?cursor=nonsense").code()).isEqualTo("invalid-cursor");
  }

  @Test
  @DisplayName("S11 the 21st stored session is refused with limit and number; the trash makes room")
  void createRefusesTheTwentyFirst() {
    List<UUID> made = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      made.add(ada.newSession("empty"));
    }

    ApiClient.Answer refused = ada.post("/api/sessions", Map.of("name", "One too many"));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("session-limit");
    assertThat(refused.json().get("limit").asInt()).isEqualTo(20);
    assertThat(refused.json().get("actual").asInt()).isEqualTo(20);
    ada.delete("/api/sessions/" + made.getFirst());
    assertThat(ada.post("/api/sessions", Map.of("name", "Fits")).status()).isEqualTo(201);
    ApiClient.Answer back =
        ada.patch("/api/sessions/" + made.getFirst(), Map.of("status", "ACTIVE"));
    assertThat(back.code()).isEqualTo("session-limit");
  }

  @Test
  void servicesLearnWhoseWorkIsInASession() {
    UUID id = ada.newSession("python");
    ApiClient review = ApiClient.service(port, "review-service");

    JsonNode facts = review.get("/internal/sessions/" + id).json();

    assertThat(facts.get("ownerId").asString()).isEqualTo(ada.userId().toString());
    assertThat(facts.get("authors").get(0).asString()).isEqualTo(ada.userId().toString());
    assertThat(review.get("/internal/sessions/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(ada.get("/internal/sessions/" + id).status()).isEqualTo(401);
    assertThat(review.get("/api/sessions/" + id).status()).isEqualTo(401);
  }

  private List<UUID> listed(String query) {
    List<UUID> ids = new ArrayList<>();
    ada.get("/api/sessions" + query).json().get("items").forEach(item -> ids.add(id(item)));
    return ids;
  }

  private static UUID id(JsonNode session) {
    return UUID.fromString(session.get("id").asString());
  }

  private static List<String> paths(JsonNode tree) {
    List<String> paths = new ArrayList<>();
    tree.get("items").forEach(item -> paths.add(item.get("path").asString()));
    return paths;
  }
}
