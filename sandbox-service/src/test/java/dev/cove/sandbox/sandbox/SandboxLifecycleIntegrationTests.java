package dev.cove.sandbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** From start to stop with real containers. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class SandboxLifecycleIntegrationTests {

  private final UUID user = UUID.randomUUID();
  private final List<UUID> sessions = new ArrayList<>();
  private Api api;

  SandboxLifecycleIntegrationTests() {
    RunningService.start();
    api = RunningService.api(user);
  }

  @BeforeEach
  void client() {
    api = RunningService.api(user);
  }

  @AfterEach
  void removeContainers() {
    sessions.forEach(session ->
        RunningService.publish(
            "cove.sessions",
            "session-deleted",
            session,
            Map.of("sessionId", session, "ownerId", user)));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> sessions.stream().allMatch(s -> RunningService.containers(s).isEmpty()));
    // the next test counts what runs
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> api.get("/api/sandboxes/quota").body().path("running").asInt() == 0);
  }

  private UUID session() {
    UUID session = RunningService.WORKSPACE.session(user, Map.of("main.py", "print('hello')\n"));
    sessions.add(session);
    return session;
  }

  private String state(UUID session) {
    return api.get("/api/sessions/" + session + "/sandbox").body().path("state").asString();
  }

  private void awaitState(UUID session, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(state(session)).isEqualTo(state));
  }

  @Test
  @DisplayName("S10 20 parallel starts make one container")
  void twentyParallelStartsMakeOneContainer() throws Exception {
    UUID session = session();
    List<Callable<Api.Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(() -> api.post("/api/sessions/" + session + "/sandbox/start"));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Api.Answer> answer : threads.invokeAll(calls)) {
        assertThat(answer.get().status()).isIn(200, 202);
        assertThat(answer.get().body().path("state").asString()).isIn("STARTING", "RUNNING");
      }
    }
    awaitState(session, "RUNNING");
    assertThat(RunningService.containers(session)).hasSize(1);
    var again = api.post("/api/sessions/" + session + "/sandbox/start");
    assertThat(again.status()).isEqualTo(200);
    assertThat(RunningService.containers(session)).hasSize(1);
  }

  @Test
  @DisplayName("S2 states are true: STOPPED, STARTING, RUNNING, STOPPED, and the event starts it")
  void statesAreTrue() {
    UUID session = session();
    assertThat(state(session)).isEqualTo("STOPPED");
    RunningService.publish(
        "cove.sessions",
        "session-created",
        session,
        Map.of("sessionId", session, "ownerId", user, "name", "test", "template", "python"));
    awaitState(session, "RUNNING");
    var sandbox = api.get("/api/sessions/" + session + "/sandbox").body();
    assertThat(sandbox.path("appliedRevision").asLong())
        .isEqualTo(RunningService.WORKSPACE.revision(session));
    assertThat(sandbox.path("startedAt").isNull()).isFalse();
    var stopped = api.post("/api/sessions/" + session + "/sandbox/stop");
    assertThat(stopped.status()).isIn(200, 202);
    awaitState(session, "STOPPED");
    assertThat(RunningService.containers(session)).isEmpty();
  }

  @Test
  @DisplayName("S2 a container that is killed is FAILED with a reason, and starts again")
  void killedContainerFails() {
    UUID session = session();
    var _ = api.post("/api/sessions/" + session + "/sandbox/start");
    awaitState(session, "RUNNING");
    RunningService.docker()
        .removeContainerCmd(RunningService.containers(session).getFirst())
        .withForce(true)
        .exec();
    awaitState(session, "FAILED");
    assertThat(api.get("/api/sessions/" + session + "/sandbox").body().path("reason").asString())
        .isEqualTo("container-ended");
    var _ = api.post("/api/sessions/" + session + "/sandbox/start");
    awaitState(session, "RUNNING");
  }

  @Test
  @DisplayName("S11 the fourth start is refused with the list of running ones")
  void fourthStartIsRefused() {
    List<UUID> running = List.of(session(), session(), session());
    running.forEach(s -> api.post("/api/sessions/" + s + "/sandbox/start"));
    running.forEach(s -> awaitState(s, "RUNNING"));
    var refused = api.post("/api/sessions/" + session() + "/sandbox/start");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("sandbox-limit");
    assertThat(refused.body().path("running").size()).isEqualTo(3);
    var quota = api.get("/api/sandboxes/quota").body();
    assertThat(quota.path("running").asInt()).isEqualTo(3);
    assertThat(quota.path("allowed").asInt()).isEqualTo(3);
  }

  @Test
  @DisplayName("S4 the trash takes the container within 10 s, and nothing starts from it")
  void trashRemovesTheContainer() {
    UUID session = session();
    var _ = api.post("/api/sessions/" + session + "/sandbox/start");
    awaitState(session, "RUNNING");
    RunningService.publish(
        "cove.sessions", "session-trashed", session, Map.of("sessionId", session, "ownerId", user));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> RunningService.containers(session).isEmpty());
    var refused = api.post("/api/sessions/" + session + "/sandbox/start");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("session-trashed");
  }

  @Test
  @DisplayName("S7 a stop whose last changes cannot be saved is called off")
  void stopWithoutConfirmationStays() {
    UUID session = session();
    var _ = api.post("/api/sessions/" + session + "/sandbox/start");
    awaitState(session, "RUNNING");
    RunningService.WORKSPACE.away(true);
    try {
      var _ =
          api.post(
              "/api/sessions/" + session + "/executions",
              Map.of("command", "echo precious > kept.txt"));
      var _ = api.post("/api/sessions/" + session + "/sandbox/stop");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> {
            var sandbox = api.get("/api/sessions/" + session + "/sandbox").body();
            assertThat(sandbox.path("state").asString()).isEqualTo("RUNNING");
            assertThat(sandbox.path("reason").asString()).isEqualTo("stop-unconfirmed");
          });
      assertThat(RunningService.containers(session)).hasSize(1);
    } finally {
      RunningService.workspaceReturns();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(RunningService.WORKSPACE.text(session, "kept.txt")).isEqualTo("precious\n"));
    var _ = api.post("/api/sessions/" + session + "/sandbox/stop");
    awaitState(session, "STOPPED");
  }

  @Test
  @DisplayName("A4 somebody else's session is not there")
  void foreignSessionIsNotThere() {
    UUID session = session();
    Api other = RunningService.api(UUID.randomUUID());
    for (String path : List.of("sandbox", "terminals", "executions")) {
      assertThat(other.get("/api/sessions/" + session + "/" + path).status()).isEqualTo(404);
    }
    assertThat(other.post("/api/sessions/" + session + "/sandbox/start").status()).isEqualTo(404);
    assertThat(other.open(session, UUID.randomUUID().toString(), null).closeCode()).isEqualTo(4404);
  }

  @Test
  @DisplayName("X5 a container of ours without a record goes, one of another installation stays")
  void reconcilerRemovesOrphansOnly() {
    var ours = orphan(RunningService.INSTANCE, "orphan000001");
    var theirs = orphan("test-other-" + user, "orphan000002");
    try {
      RunningService.bean(Reconciler.class).reconcile();
      assertThat(exists(ours)).isFalse();
      assertThat(exists(theirs)).isTrue();
    } finally {
      RunningService.docker().removeContainerCmd(theirs).withForce(true).exec();
    }
  }

  private static String orphan(String instance, String sandboxId) {
    return RunningService.docker()
        .createContainerCmd(RunningService.IMAGE)
        .withLabels(Map.of("cove.instance", instance, "cove.sandbox", sandboxId))
        .exec()
        .getId();
  }

  private static boolean exists(String containerId) {
    return RunningService.docker().listContainersCmd().withShowAll(true).exec().stream()
        .anyMatch(found -> found.getId().equals(containerId));
  }
}
