package dev.cove.sandbox.idle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.TerminalClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/** Idle stop with real containers; half an hour is some seconds here. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class IdleIntegrationTests {

  private static final Duration LONG = RunningService.PATIENCE;

  private final Map<UUID, UUID> owners = new HashMap<>();
  private final List<TerminalClient> open = new ArrayList<>();

  @BeforeEach
  void start() {
    RunningService.start(
        "cove.sandbox.idle.after=8s",
        "cove.sandbox.idle.background-work=20s",
        "cove.sandbox.idle.warnings=7s,3s");
  }

  @AfterEach
  void end() {
    open.forEach(TerminalClient::drop);
    owners.forEach((session, owner) ->
        RunningService.publish(
            "cove.sessions",
            "session-deleted",
            session,
            Map.of("sessionId", session, "ownerId", owner)));
    await()
        .atMost(LONG)
        .until(
            () -> owners.keySet().stream().allMatch(s -> RunningService.containers(s).isEmpty()));
  }

  private UUID session() {
    UUID owner = UUID.randomUUID();
    UUID session = RunningService.WORKSPACE.session(owner, Map.of("main.py", "print(1)\n"));
    owners.put(session, owner);
    return session;
  }

  private Api api(UUID session) {
    return RunningService.api(Objects.requireNonNull(owners.get(session)));
  }

  private JsonNode sandbox(UUID session) {
    return api(session).get("/api/sessions/" + session + "/sandbox").body();
  }

  private TerminalClient terminal(UUID session, String keys) {
    Api api = api(session);
    String id =
        api.post("/api/sessions/" + session + "/terminals", Map.of()).body().path("id").asString();
    TerminalClient terminal = api.open(session, id, null);
    open.add(terminal);
    terminal.ready();
    terminal.expect("$ ");
    return terminal.type(keys);
  }

  @Test
  @DisplayName("S5 S6 S7 four programs: prints, computes, waits for input, is detached")
  void fourPrograms() {
    RunningService.assumeNotGvisor(
        "gVisor does not tell which program is in front, so one in the background is taken for it");
    UUID prints = session();
    UUID computes = session();
    UUID waits = session();
    UUID detached = session();
    terminal(prints, "(while sleep 2; do echo tick; done) &\n");
    terminal(computes, "python3 -c 'while True: pass' &\n");
    terminal(waits, "cat\n");
    TerminalClient warned = terminal(detached, "nohup sleep 1000 >/dev/null 2>&1 &\n");

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(sandbox(detached).path("state").asString()).isEqualTo("STOPPED"));
    assertThat(sandbox(detached).path("reason").asString()).isEqualTo("idle");
    assertThat(RunningService.containers(detached)).isEmpty();
    assertThat(warned.frame("notice").path("level").asString()).isEqualTo("WARNING");
    assertThat(warned.closeCode()).isEqualTo(4410);

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(sandbox(computes).path("state").asString()).isEqualTo("STOPPED"));
    for (Map.Entry<UUID, String> alive :
        Map.of(prints, "OUTPUT", waits, "FOREGROUND:cat").entrySet()) {
      JsonNode sandbox = sandbox(alive.getKey());
      assertThat(sandbox.path("state").asString()).isEqualTo("RUNNING");
      assertThat(sandbox.path("keptAliveBy").valueStream().map(JsonNode::asString))
          .contains(alive.getValue());
    }
    assertThat(sandbox(waits).path("stopsAt").isNull()).isTrue();
  }

  @Test
  @DisplayName("S6 keep running: the time is told, bounds are named, a restart remembers")
  void keepAlive() {
    UUID session = session();
    Api api = api(session);
    String path = "/api/sessions/" + session + "/sandbox/keep-alive";
    assertThat(api.post(path, Map.of("minutes", 60)).status()).isEqualTo(409);
    var _ = api.post("/api/sessions/" + session + "/sandbox/start");
    await().atMost(LONG).until(() -> sandbox(session).path("state").asString().equals("RUNNING"));
    for (int minutes : new int[] {0, -5, 721}) {
      var refused = api.post(path, Map.of("minutes", minutes));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body().path("limit").asInt()).isEqualTo(720);
      assertThat(refused.body().path("value").asInt()).isEqualTo(minutes);
    }
    assertThat(RunningService.api(UUID.randomUUID()).post(path).status()).isEqualTo(404);
    JsonNode kept = api.post(path, Map.of("minutes", 90)).body();
    assertThat(kept.path("keptAliveBy").valueStream().map(JsonNode::asString))
        .contains("KEEP_ALIVE");
    assertThat(Instant.parse(kept.path("stopsAt").asString()))
        .isAfter(Instant.now().plus(Duration.ofMinutes(85)));
    RunningService.restart();
    await()
        .atMost(LONG)
        .untilAsserted(() ->
            assertThat(sandbox(session).path("keptAliveBy").valueStream().map(JsonNode::asString))
                .contains("KEEP_ALIVE"));
    assertThat(Instant.parse(sandbox(session).path("stopsAt").asString()))
        .isAfter(Instant.now().plus(Duration.ofMinutes(85)));
  }
}
