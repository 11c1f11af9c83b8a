package dev.cove.sandbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.disk.SessionDisks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        .atMost(RunningService.PATIENCE)
        .until(() -> sessions.stream().allMatch(s -> RunningService.containers(s).isEmpty()));
    // the next test counts what runs
    await()
        .atMost(RunningService.PATIENCE)
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
        .atMost(RunningService.PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(state(session)).isEqualTo(state));
  }

  private void start(UUID session) {
    assertThat(api.post("/api/sessions/" + session + "/sandbox/start").status()).isIn(200, 202);
    awaitState(session, "RUNNING");
  }

  /** What a program in the session's container prints. */
  private static String inside(UUID session, String program) throws Exception {
    String container = RunningService.containers(session).getFirst();
    var docker = RunningService.docker();
    String id =
        docker
            .execCreateCmd(container)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd("sh", "-c", program)
            .exec()
            .getId();
    StringBuilder said = new StringBuilder();
    docker
        .execStartCmd(id)
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                said.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
              }
            })
        .awaitCompletion(30, TimeUnit.SECONDS);
    return said.toString().strip();
  }

  @Test
  @DisplayName(
      "S9 L3 the home lasts over stop and start, a reset empties it, the end leaves no mount")
  void theHomeLasts() throws Exception {
    assumeTrue(RunningService.bean(SessionDisks.class).durable(), "this host may not mount");
    UUID session = session();
    start(session);
    assertThat(inside(session, "mkdir -p ~/.local && echo kept > ~/.local/x && cat ~/.local/x"))
        .isEqualTo("kept");
    assertThat(inside(session, "df --output=size -B1M ~ | tail -1").strip())
        .satisfies(size -> assertThat(Integer.parseInt(size)).isBetween(900, 1024));
    api.post("/api/sessions/" + session + "/sandbox/stop");
    awaitState(session, "STOPPED");
    assertThat(mounts()).doesNotContain(session.toString());
    start(session);
    assertThat(inside(session, "cat ~/.local/x")).isEqualTo("kept");
    String before = RunningService.containers(session).getFirst();
    assertThat(api.post("/api/sessions/" + session + "/sandbox/reset").status()).isIn(200, 202);
    await()
        .atMost(RunningService.PATIENCE)
        .until(() ->
            "RUNNING".equals(state(session))
                && !RunningService.containers(session).contains(before));
    assertThat(inside(session, "ls -A ~")).doesNotContain(".local");
  }

  private String run(UUID session, String command) {
    var answer = api.post("/api/sessions/" + session + "/executions", Map.of("command", command));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("stdout").asString() + answer.body().path("stderr").asString();
  }

  @Test
  @DisplayName("S9 what pip installs survives stop and start, and a reset takes it away")
  void packagesLast() throws Exception {
    assumeTrue(RunningService.bean(SessionDisks.class).durable(), "this host may not mount");
    UUID session = session();
    start(session);
    String wheel =
        """
        cd /tmp && python - <<'END'
        import zipfile
        with zipfile.ZipFile("cove_demo-1.0-py3-none-any.whl", "w") as z:
            z.writestr("cove_demo.py", "VALUE = 'it lasts'")
            z.writestr("cove_demo-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: cove-demo\\nVersion: 1.0\\n")
            z.writestr("cove_demo-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
            z.writestr("cove_demo-1.0.dist-info/RECORD", "")
        END
        pip install --quiet --no-index ./cove_demo-1.0-py3-none-any.whl
        """;
    String use = "python -c 'import cove_demo; print(cove_demo.VALUE)'";
    assertThat(run(session, wheel + use)).contains("it lasts");
    api.post("/api/sessions/" + session + "/sandbox/stop");
    awaitState(session, "STOPPED");
    start(session);
    assertThat(run(session, use)).contains("it lasts");
    api.post("/api/sessions/" + session + "/sandbox/stop");
    awaitState(session, "STOPPED");
    assertThat(api.post("/api/sessions/" + session + "/sandbox/reset").status()).isIn(200, 202);
    awaitState(session, "RUNNING");
    assertThat(run(session, use)).contains("ModuleNotFoundError");
  }

  @Test
  @DisplayName("L4 a full disk in one session leaves another working")
  void aFullDiskIsOnesOwn() throws Exception {
    assumeTrue(RunningService.bean(SessionDisks.class).durable(), "this host may not mount");
    UUID full = session();
    UUID other = session();
    start(full);
    start(other);
    assertThat(
            inside(
                full,
                "for i in 1 2 3 4 5; do fallocate -l 250M ~/big$i || head -c 250M /dev/zero >"
                    + " ~/big$i; done 2>&1; head -c 250M /dev/zero > /workspace/x.bin; echo y > ~/y"))
        .contains("No space left");
    assertThat(inside(other, "echo fine > ~/f && echo fine > /workspace/f && cat ~/f /workspace/f"))
        .isEqualTo("fine\nfine");
  }

  private static String mounts() throws Exception {
    return Files.readString(Path.of("/proc/self/mountinfo"));
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
  @DisplayName(
      "S11 of 20 sessions started at once exactly 3 run; the others name those, and end none")
  void startsAtOnceAreCounted() throws Exception {
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(session());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Api.Answer>> starts = new ArrayList<>();
      all.forEach(s -> starts.add(() -> api.post("/api/sessions/" + s + "/sandbox/start")));
      int refused = 0;
      for (Future<Api.Answer> future : threads.invokeAll(starts)) {
        Api.Answer answer = future.get();
        if (answer.status() == 409) {
          refused++;
          assertThat(answer.body().path("running").size()).isEqualTo(3);
          for (var running : answer.body().path("running")) {
            assertThat(all).contains(UUID.fromString(running.path("sessionId").asString()));
            assertThat(running.path("name").asString()).isNotEmpty();
          }
        }
      }
      assertThat(refused).isEqualTo(17);
    }
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> all.stream().filter(s -> "RUNNING".equals(state(s))).count() == 3);
    assertThat(all.stream().mapToInt(s -> RunningService.containers(s).size()).sum()).isEqualTo(3);
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
        .atMost(RunningService.PATIENCE)
        .until(() -> RunningService.containers(session).isEmpty());
    var refused = api.post("/api/sessions/" + session + "/sandbox/start");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asString()).isEqualTo("session-trashed");
  }

  @Test
  @DisplayName("S2 a start waits for a workspace that is away for a moment")
  void startWhenWorkspaceIsAwayForAMomentWaitsForIt() {
    UUID session = session();
    // known before: whose session it is would be asked of the workspace, too
    assertThat(api.get("/api/sessions/" + session + "/sandbox").status()).isEqualTo(200);
    RunningService.WORKSPACE.away(true);
    try {
      assertThat(api.post("/api/sessions/" + session + "/sandbox/start").status()).isLessThan(300);
      await()
          .during(Duration.ofSeconds(2))
          .until(() ->
              api.get("/api/sessions/" + session + "/sandbox")
                  .body()
                  .path("state")
                  .asString()
                  .equals("STARTING"));
    } finally {
      RunningService.workspaceReturns();
    }
    awaitState(session, "RUNNING");
    var _ = api.post("/api/sessions/" + session + "/sandbox/stop");
    awaitState(session, "STOPPED");
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
          .atMost(RunningService.PATIENCE)
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
        .atMost(RunningService.PATIENCE)
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
