package dev.cove.workspace.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SnapshotIntegrationTests {

  @LocalServerPort int port;

  ApiClient ada;
  ApiClient review;
  UUID session;

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    review = ApiClient.service(port, "review-service");
    session = ada.newSession("empty");
  }

  @Test
  @DisplayName("R2 a snapshot stays what it was while the author edits, deletes and leaves")
  void snapshotsNeverChange() {
    String etag = ada.create(session, "src/Ünï.py", "submitted").etag();
    ada.create(session, "gone.txt", "soon gone");
    ApiClient.Answer taken = take(Map.of("requestedBy", ada.userId()));
    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.json().get("fileCount").asInt()).isEqualTo(2);
    assertThat(taken.json().get("bytes").asInt()).isEqualTo(18);
    assertThat(taken.json().get("revision").asLong()).isEqualTo(ada.revision(session));
    String path = "/internal/snapshots/" + taken.json().get("id").asString();
    JsonNode before = review.get(path).json();

    ada.replace(session, "src/Ünï.py", etag, "later");
    ada.delete(ApiClient.file(session, "gone.txt"));
    ada.delete("/api/sessions/" + session + "?permanent=true");

    assertThat(review.get(path).json()).isEqualTo(before);
    assertThat(before.get("ownerId").asString()).isEqualTo(ada.userId().toString());
    ApiClient.Answer file = review.get(path + "/files/src/%C3%9Cn%C3%AF.py");
    assertThat(file.text()).isEqualTo("submitted");
    assertThat(file.etag()).isEqualTo(etag);
    assertThat(review.get(path + "/files/gone.txt").text()).isEqualTo("soon gone");
    assertThat(review.get(path + "/files/none.txt").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("R1 the choice of files is kept to, and a file that is not there is told")
  void snapshotsOfChosenFiles() {
    ada.create(session, "a/one.txt", "1");
    ada.create(session, "a/b/two.txt", "2");
    ada.create(session, "c.txt", "3");

    JsonNode taken =
        take(Map.of("requestedBy", ada.userId(), "paths", List.of("a/b", "c.txt"))).json();

    JsonNode items =
        review.get("/internal/snapshots/" + taken.get("id").asString()).json().get("items");
    assertThat(items.valueStream().map(i -> i.get("path").asString()))
        .containsExactly("a/b", "a/b/two.txt", "c.txt");
    assertThat(take(Map.of("requestedBy", ada.userId(), "paths", List.of("nope"))).code())
        .isEqualTo("file-not-found");
    JsonNode rest =
        take(Map.of(
                "requestedBy", ada.userId(), "paths", List.of("nope", "c.txt"), "someGone", true))
            .json();
    assertThat(rest.get("fileCount").asInt()).isEqualTo(1);
    assertThat(
            take(Map.of("requestedBy", ada.userId(), "paths", List.of("nope"), "someGone", true))
                .code())
        .isEqualTo("file-not-found");
  }

  @Test
  void onlyTheOwnerHasSnapshotsTaken() {
    assertThat(take(Map.of("requestedBy", UUID.randomUUID())).status()).isEqualTo(404);
    assertThat(
            ada.post(
                    "/internal/sessions/" + session + "/snapshots",
                    Map.of("requestedBy", ada.userId()))
                .status())
        .isEqualTo(401);
  }

  private ApiClient.Answer take(Map<String, Object> body) {
    return review.post("/internal/sessions/" + session + "/snapshots", body);
  }
}
