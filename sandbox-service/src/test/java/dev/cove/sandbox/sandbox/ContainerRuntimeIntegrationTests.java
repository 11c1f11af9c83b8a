package dev.cove.sandbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.TerminalClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The choice of a container runtime, and gVisor where the machine has it. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
@ExtendWith(OutputCaptureExtension.class)
class ContainerRuntimeIntegrationTests {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final UUID user = UUID.randomUUID();
  private final UUID session =
      RunningService.WORKSPACE.session(user, Map.of("main.py", "print(1)\n"));

  @AfterEach
  void end() {
    RunningService.publish(
        "cove.sessions", "session-deleted", session, Map.of("sessionId", session, "ownerId", user));
    await().atMost(LONG).until(() -> RunningService.containers(session).isEmpty());
  }

  private String state(Api api) {
    return api.get("/api/sessions/" + session + "/sandbox").body().path("state").asString();
  }

  @Test
  @DisplayName(
      "S2 L1 a runtime the engine does not know is named at the start, and fails what starts")
  void anUnknownRuntimeIsNamed(CapturedOutput output) {
    RunningService.start("cove.sandbox.runtime=no-such-runtime");
    assertThat(output).contains("does not know the container runtime no-such-runtime, but");
    assertThat(output).contains("daemon.json");
    Api api = RunningService.api(user);
    api.post("/api/sessions/" + session + "/sandbox/start");
    await().atMost(LONG).until(() -> "FAILED".equals(state(api)));
    assertThat(api.get("/api/sessions/" + session + "/sandbox").body().path("reason").asString())
        .isEqualTo("no-runtime");
  }

  @Test
  @EnabledIf("dev.cove.sandbox.RunningService#hasGvisor")
  @DisplayName("L1 under gVisor: prompt and echo, a program, files both ways, a confirmed stop")
  void gvisorRunsASandbox() {
    RunningService.start("cove.sandbox.runtime=" + RunningService.GVISOR);
    Api api = RunningService.api(user);
    String terminal =
        api.post("/api/sessions/" + session + "/terminals", Map.of("cols", 80, "rows", 24))
            .body()
            .path("id")
            .asString();
    TerminalClient client = api.open(session, terminal, null);
    client.expect("$ ");
    client.type("ls; dmesg 2>/dev/null | head -1; echo sum-$((40 + 2))\r");
    client.expect("sum-42");
    assertThat(client.screen()).contains("main.py").contains("gVisor");
    var ran =
        api.post(
            "/api/sessions/" + session + "/executions",
            Map.of("command", "cat main.py; echo written > out.txt"));
    assertThat(ran.body().path("stdout").asString()).isEqualTo("print(1)\n");
    api.post("/api/sessions/" + session + "/sandbox/stop");
    await().atMost(LONG).until(() -> "STOPPED".equals(state(api)));
    assertThat(RunningService.WORKSPACE.text(session, "out.txt")).isEqualTo("written\n");
    assertThat(RunningService.containers(session)).isEmpty();
  }
}
