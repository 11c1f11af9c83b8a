package dev.cove.sandbox.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.TerminalClient;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class OperatorIntegrationTests {

  private final UUID user = UUID.randomUUID();
  private UUID session = UUID.randomUUID();
  private final Api api;
  private final Api admin;

  OperatorIntegrationTests() {
    RunningService.start();
    api = RunningService.api(user);
    admin = RunningService.admin();
  }

  @BeforeEach
  void newSession() {
    session = RunningService.WORKSPACE.session(user, Map.of());
  }

  @AfterEach
  void remove() {
    var _ = admin.delete("/api/admin/nodes/local/drain");
    RunningService.publish(
        "cove.sessions", "session-deleted", session, Map.of("sessionId", session, "ownerId", user));
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> RunningService.containers(session).isEmpty());
  }

  private String state() {
    return api.get("/api/sessions/" + session + "/sandbox").body().path("state").asString();
  }

  private void start() {
    assertThat(api.post("/api/sessions/" + session + "/sandbox/start").status()).isIn(200, 202);
    await().atMost(RunningService.PATIENCE).until(() -> state().equals("RUNNING"));
  }

  @Test
  @DisplayName("only operators see and do this")
  void othersAreRefused() {
    assertThat(api.get("/api/admin/sandboxes").status()).isEqualTo(403);
    assertThat(api.get("/api/admin/nodes").status()).isEqualTo(403);
    assertThat(api.post("/api/admin/nodes/local/drain").status()).isEqualTo(403);
    assertThat(
            api.post("/api/admin/sandboxes/" + session + "/stop", Map.of("reason", "x")).status())
        .isEqualTo(403);
    assertThat(RunningService.anonymous().get("/api/admin/nodes").status()).isEqualTo(401);
  }

  @Test
  @DisplayName("an operator sees every sandbox, and stops one with a reason its user reads")
  void operatorStopsASandbox() {
    start();
    String terminal =
        api.post("/api/sessions/" + session + "/terminals").body().path("id").asString();
    TerminalClient viewer = api.open(session, terminal, null);
    viewer.ready();
    assertThat(admin.get("/api/admin/sandboxes?limit=200").body().path("items").valueStream())
        .anyMatch(item -> item.path("sessionId").asString().equals(session.toString()));
    String stop = "/api/admin/sandboxes/" + session + "/stop";
    assertThat(admin.post(stop, Map.of("reason", " ")).status()).isEqualTo(422);
    assertThat(admin.post(stop, Map.of("reason", "disk is replaced")).status()).isIn(200, 202);
    assertThat(viewer.frame("notice").path("text").asString()).contains("disk is replaced");
    assertThat(viewer.closeCode()).isEqualTo(4410);
    await().atMost(RunningService.PATIENCE).until(() -> state().equals("STOPPED"));
    assertThat(api.get("/api/sessions/" + session + "/sandbox").body().path("reason").asString())
        .isEqualTo("admin");
  }

  @Test
  @DisplayName("a drained machine starts nothing new, and what runs goes on")
  void drainedNodeTakesNothingNew() {
    start();
    assertThat(admin.post("/api/admin/nodes/nowhere/drain").status()).isEqualTo(404);
    assertThat(admin.post("/api/admin/nodes/local/drain").body().path("draining").asBoolean())
        .isTrue();
    UUID other = RunningService.WORKSPACE.session(user, Map.of());
    var refused = api.post("/api/sessions/" + other + "/sandbox/start");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body().path("code").asString()).isEqualTo("node-draining");
    assertThat(state()).isEqualTo("RUNNING");
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> {
          JsonNode node =
              admin
                  .get("/api/admin/nodes")
                  .body()
                  .path("items")
                  .valueStream()
                  .filter(one -> one.path("name").asString().equals("local"))
                  .findFirst()
                  .orElseThrow();
          assertThat(node.path("running").asInt()).isPositive();
          assertThat(node.path("usage").path("memoryBytes").asLong()).isPositive();
        });
    assertThat(admin.delete("/api/admin/nodes/local/drain").body().path("draining").asBoolean())
        .isFalse();
  }
}
