package dev.cove.workspace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.SandboxClient;
import dev.cove.workspace.blob.Blobs;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class RetentionIntegrationTests {

  @LocalServerPort int port;

  private final HistoryKeeper keeper;
  private final Blobs blobs;
  private final JdbcTemplate jdbc;

  RetentionIntegrationTests(
      @Autowired HistoryKeeper keeper, @Autowired Blobs blobs, @Autowired JdbcTemplate jdbc) {
    this.keeper = keeper;
    this.blobs = blobs;
    this.jdbc = jdbc;
  }

  @Test
  @DisplayName("F14 the current version and 50 before it are kept, and deletions are still known")
  void fiftyVersionsAreKept() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    ada.create(session, "other.txt", "x");
    String etag = ada.create(session, "a.txt", "0").etag();
    for (int i = 1; i < 60; i++) {
      etag = ada.replace(session, "a.txt", etag, Integer.toString(i)).etag();
    }
    ada.delete(ApiClient.file(session, "other.txt"));

    keeper.forget();

    JsonNode history = ada.get("/api/sessions/" + session + "/history?path=a.txt&limit=200").json();
    assertThat(history.get("items")).hasSize(51);
    assertThat(ada.read(session, "a.txt").text()).isEqualTo("59");
    JsonNode since = new SandboxClient(port, session).since(1);
    assertThat(since.get("full").asBoolean()).isFalse();
    assertThat(SandboxClient.lines(since))
        .containsExactly("DELETE FILE other.txt", "PUT FILE a.txt");
  }

  @Test
  @DisplayName("F14 what ended 30 days ago is forgotten, and who asks since then gets everything")
  void oldVersionsAreForgotten() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    ada.create(session, "gone.txt", "x");
    ada.delete(ApiClient.file(session, "gone.txt"));
    ada.create(session, "here.txt", "x");
    jdbc.update(
        "update item_version set ended_at = now() - interval '31 days'"
            + " where session_id = ? and ended_at is not null",
        session);

    keeper.forget();

    SandboxClient sandbox = new SandboxClient(port, session);
    assertThat(sandbox.since(1).get("full").asBoolean()).isTrue();
    assertThat(sandbox.since(2).get("full").asBoolean()).isFalse();
    assertThat(ada.get("/api/sessions/" + session + "/history?path=gone.txt").status())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("R2 contents that a snapshot names stay when all else that named them is gone")
  void snapshotsHoldTheirContents() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    String held = ada.create(session, "held.txt", "held " + session).etag();
    ApiClient review = ApiClient.service(port, "review-service");
    String id =
        review
            .post(
                "/internal/sessions/" + session + "/snapshots", Map.of("requestedBy", ada.userId()))
            .json()
            .get("id")
            .asString();
    String loose = ada.create(session, "loose.txt", "loose " + session).etag();
    ada.delete("/api/sessions/" + session + "?permanent=true");
    jdbc.update("update blob set created_at = now() - interval '2 days'");

    blobs.removeUnnamed();

    assertThat(review.get("/internal/snapshots/" + id + "/files/held.txt").text())
        .isEqualTo("held " + session);
    assertThat(blobs.find(held)).isPresent();
    assertThat(blobs.find(loose)).isEmpty();
  }
}
