package dev.cove.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.EventContract;
import dev.cove.starter.test.OpenApiContract;
import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.file.FileChange;
import dev.cove.workspace.file.FilesChanged;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.Origin;
import dev.cove.workspace.session.NetworkMode;
import dev.cove.workspace.session.SessionCreated;
import dev.cove.workspace.session.SessionDeleted;
import dev.cove.workspace.session.SessionStatus;
import dev.cove.workspace.session.SessionTrashed;
import dev.cove.workspace.session.SessionUpdated;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ContractIntegrationTests {

  private static final UUID SESSION = UUID.fromString("0198f2a0-1c00-7000-8000-000000000001");
  private static final UUID OWNER = UUID.fromString("0198f2a0-1c00-7000-8000-000000000002");

  /** What a stranger tries on each operation: the request's body and what goes with its address. */
  private static final Map<String, Try> ACCESS = new TreeMap<>();

  private record Try(String query, Object body) {}

  static {
    ACCESS.put("GET /api/sessions/{id}", new Try("", ""));
    ACCESS.put("PATCH /api/sessions/{id}", new Try("", Map.of("name", "mine now")));
    ACCESS.put("DELETE /api/sessions/{id}", new Try("?permanent=true", ""));
    ACCESS.put("GET /api/sessions/{id}/tree", new Try("", ""));
    ACCESS.put("GET /api/sessions/{id}/usage", new Try("", ""));
    ACCESS.put("GET /api/sessions/{id}/files/{path}", new Try("", ""));
    ACCESS.put("PUT /api/sessions/{id}/files/{path}", new Try("", "overwritten"));
    ACCESS.put("DELETE /api/sessions/{id}/files/{path}", new Try("", ""));
    ACCESS.put("POST /api/sessions/{id}/folders", new Try("", Map.of("path", "new")));
    ACCESS.put(
        "POST /api/sessions/{id}/move", new Try("", Map.of("from", "main.py", "to", "gone.py")));
    ACCESS.put(
        "POST /api/sessions/{id}/copy", new Try("", Map.of("from", "main.py", "to", "copy.py")));
    ACCESS.put("GET /api/sessions/{id}/history", new Try("?path=main.py", ""));
    ACCESS.put(
        "POST /api/sessions/{id}/restore", new Try("", Map.of("path", "main.py", "revision", 1)));
    ACCESS.put("GET /api/sessions/{id}/ignore", new Try("", ""));
    ACCESS.put("PUT /api/sessions/{id}/ignore", new Try("", Map.of("names", List.of("main.py"))));
    ACCESS.put("GET /api/sessions/{id}/deleted", new Try("", ""));
    ACCESS.put(
        "POST /api/sessions/{id}/batch",
        new Try("", Map.of("operations", List.of(Map.of("kind", "DELETE", "path", "main.py")))));
    ACCESS.put("GET /api/sessions/{id}/search", new Try("?q=numpy", ""));
    ACCESS.put("GET /api/sessions/{id}/export", new Try("", ""));
    ACCESS.put("POST /api/sessions/{id}/import", new Try("", "multipart"));
  }

  @LocalServerPort int port;

  @Test
  void openApiIsAsCommitted() {
    OpenApiContract.verify("workspace-service", port);
  }

  @Test
  void eventsAreAsCommitted() {
    EventContract.verify(
        new SessionCreated(SESSION, OWNER, "Random walks", "python", 1, NetworkMode.PACKAGES));
    EventContract.verify(
        new SessionUpdated(SESSION, OWNER, "Random walks", SessionStatus.ARCHIVED));
    EventContract.verify(new SessionTrashed(SESSION, OWNER));
    EventContract.verify(new SessionDeleted(SESSION, OWNER));
    String etag = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    EventContract.verify(
        new FilesChanged(
            SESSION,
            7,
            Origin.EDITOR,
            "tab-1",
            List.of(
                new FileChange(FileChange.Kind.PUT, "notes.md", null, ItemType.FILE, 4, etag, null),
                new FileChange(
                    FileChange.Kind.MOVE, "src/app.py", "app.py", ItemType.FILE, 4, etag, null),
                new FileChange(FileChange.Kind.PUT, "src", null, ItemType.FOLDER, 0, null, null)),
            false));
  }

  @Test
  @DisplayName("A4 another user gets 404 for each call on a session, and changes nothing")
  void strangersFindNothing() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("python");
    JsonNode before = ada.tree(session);
    for (ApiClient stranger : List.of(ApiClient.user(port), ApiClient.admin(port))) {
      ACCESS.forEach((operation, attempt) -> {
        ApiClient.Answer answer = attempt(stranger, session, operation, attempt);
        assertThat(answer.status()).as(operation).isEqualTo(404);
        assertThat(answer.code()).as(operation).isEqualTo("session-not-found");
      });
    }
    assertThat(ada.tree(session)).isEqualTo(before);
    assertThat(ada.get("/api/sessions/" + session).json().get("name").asString())
        .isEqualTo("A session");
  }

  @Test
  @DisplayName("A4 each operation of the API has its row in the access test")
  void everyOperationHasARow() {
    JsonNode paths = ApiClient.user(port).get("/v3/api-docs").json().get("paths");
    List<String> operations = new java.util.ArrayList<>();
    paths.forEachEntry((path, item) ->
        item.propertyNames()
            .forEach(
                method -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + ' ' + path)));
    List<String> rows = new java.util.ArrayList<>(ACCESS.keySet());
    rows.addAll(List.of("GET /api/sessions", "POST /api/sessions"));
    assertThat(operations).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  @DisplayName("A4 without a token each call is 401")
  void nothingWithoutAToken() {
    ApiClient nobody = ApiClient.withToken(port, "not.a.token");
    ACCESS.forEach((operation, attempt) ->
        assertThat(attempt(nobody, SESSION, operation, attempt).status())
            .as(operation)
            .isEqualTo(401));
    assertThat(nobody.get("/api/sessions").status()).isEqualTo(401);
    assertThat(nobody.get("/internal/sessions/" + SESSION).status()).isEqualTo(401);
  }

  private static ApiClient.Answer attempt(
      ApiClient user, UUID session, String operation, Try attempt) {
    int space = operation.indexOf(' ');
    String path =
        operation
                .substring(space + 1)
                .replace("{id}", session.toString())
                .replace("{path}", "main.py")
            + attempt.query();
    String method = operation.substring(0, space);
    if (path.endsWith("/import")) {
      return user.upload(path, "new.txt", new byte[] {'x'});
    }
    if (path.contains("/files/")) {
      return method.equals("PUT")
          ? user.send(method, path, new byte[] {'x'}, "If-Match", "*")
          : user.send(method, path, new byte[0]);
    }
    return switch (method) {
      case "POST" -> user.post(path, attempt.body());
      case "PUT" -> user.put(path, attempt.body());
      case "PATCH" -> user.patch(path, attempt.body());
      default -> user.send(method, path, new byte[0]);
    };
  }
}
