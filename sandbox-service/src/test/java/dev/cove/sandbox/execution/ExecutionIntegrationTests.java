package dev.cove.sandbox.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/** Programs run once, and what they see of their container. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class ExecutionIntegrationTests {

  private static final UUID USER = UUID.randomUUID();

  private static final UUID SESSION =
      RunningService.WORKSPACE.session(
          USER, Map.of("main.py", "import sys\nprint('hello', sys.argv[1:])\n"));

  private final Api api;

  ExecutionIntegrationTests() {
    RunningService.start();
    api = RunningService.api(USER);
  }

  private JsonNode run(Map<String, ?> program) {
    var answer = api.post("/api/sessions/" + SESSION + "/executions", program);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  private String shell(String command) {
    return run(Map.of("command", command)).path("stdout").asString().strip();
  }

  @Test
  void runAnswersOutputAndOutcome() {
    var result = run(Map.of("path", "main.py", "args", List.of("a", "b c")));
    assertThat(result.path("stdout").asString()).isEqualTo("hello ['a', 'b c']\n");
    assertThat(result.path("outcome").asString()).isEqualTo("OK");
    assertThat(result.path("exitCode").asInt(-1)).isZero();
    var failed = run(Map.of("code", "import sys; sys.stderr.write('no'); sys.exit(3)"));
    assertThat(failed.path("outcome").asString()).isEqualTo("ERROR");
    assertThat(failed.path("exitCode").asInt()).isEqualTo(3);
    assertThat(failed.path("stderr").asString()).isEqualTo("no");
    var echoed = run(Map.of("command", "cat", "stdin", "täxt"));
    assertThat(echoed.path("stdout").asString()).isEqualTo("täxt");
  }

  @Test
  void runWhenTooSlowIsEnded() {
    var result = run(Map.of("command", "echo before; sleep 60", "timeoutSeconds", 1));
    assertThat(result.path("outcome").asString()).isEqualTo("TIMEOUT");
    assertThat(result.path("stdout").asString()).isEqualTo("before\n");
  }

  @Test
  void runWhenStreamedSendsOutputAsItComes() {
    String events =
        api.text(
            "POST",
            "/api/sessions/" + SESSION + "/executions",
            Map.of("command", "echo one; echo two >&2"),
            "text/event-stream");
    assertThat(events)
        .contains("event:started", "event:stdout", "one\\n", "event:stderr", "event:result")
        .contains("\"outcome\":\"OK\"");
  }

  @Test
  void runWhenCancelledIsKilledAndRemembered() {
    var running = CompletableFuture.supplyAsync(() -> run(Map.of("command", "sleep 50 # mark")));
    String id =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> {
                  for (JsonNode item : history().path("items")) {
                    if (item.path("what").asString().contains("# mark")
                        && item.path("outcome").isNull()) {
                      return item.path("id").asString();
                    }
                  }
                  return "";
                },
                found -> !found.isEmpty());
    assertThat(api.delete("/api/sessions/" + SESSION + "/executions/" + id).status())
        .isEqualTo(204);
    assertThat(running.join().path("outcome").asString()).isEqualTo("KILLED");
  }

  private JsonNode history() {
    return api.get("/api/sessions/" + SESSION + "/executions").body();
  }

  @Test
  void runWhenAskedForBothPathAndCodeIsRefused() {
    var answer =
        api.post(
            "/api/sessions/" + SESSION + "/executions", Map.of("path", "main.py", "code", "1"));
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  @DisplayName("F7 a run waits for the revision it asks for, and runs the new text every time")
  void runWaitsForItsRevision() {
    for (int i = 0; i < 25; i++) {
      long revision =
          RunningService.WORKSPACE.put(
              SESSION,
              "edited.py",
              ("print(" + i + ")").getBytes(java.nio.charset.StandardCharsets.UTF_8),
              false);
      RunningService.filesChanged(SESSION, revision);
      assertThat(run(Map.of("path", "edited.py", "revision", revision)).path("stdout").asString())
          .isEqualTo(i + "\n");
    }
  }

  @Test
  @DisplayName("L1 seen from inside: no rights, own user, limits, read-only root, no network")
  void limitsSeenFromInside() {
    String status = shell("cat /proc/self/status");
    assertThat(status)
        .contains("CapBnd:\t0000000000000000", "CapEff:\t0000000000000000")
        .contains("NoNewPrivs:\t1", "Seccomp:\t2");
    assertThat(Integer.parseInt(shell("id -u"))).isGreaterThanOrEqualTo(100_000);
    assertThat(shell("whoami; echo $HOME; hostname")).isEqualTo("coder\n/home/coder\nsandbox");
    assertThat(shell("touch /x 2>&1 || echo refused; touch /run/cove/x 2>&1 || echo refused"))
        .containsSubsequence("refused", "refused");
    assertThat(shell("df -B1 --output=size /workspace /home/coder /tmp | tail -3").lines())
        .map(String::strip)
        .containsExactly("268435456", "134217728", "67108864");
    assertThat(shell("ls /sys/class/net")).isEqualTo("lo");
    assertThat(shell("ulimit -n; ulimit -c; ls -l /run/cove/agent.sock | cut -c1-10"))
        .isEqualTo("1024\n0\nsrw-rw-rw-");
    assertThat(
            shell(
                "cat /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null"
                    + " || cat /sys/fs/cgroup/memory.max"))
        .isEqualTo("1073741824");
    assertThat(shell("cat /sys/fs/cgroup/pids/pids.max 2>/dev/null || cat /sys/fs/cgroup/pids.max"))
        .isEqualTo("256");
  }

  @Test
  @DisplayName("L1 a memory bomb ends alone and is named; the sandbox goes on")
  void memoryBombEndsAlone() {
    var result =
        run(Map.of("code", "x = bytearray(1 << 31)\nfor i in range(0, len(x), 4096): x[i] = 1"));
    assertThat(result.path("outcome").asString()).isEqualTo("MEMORY_LIMIT");
    assertThat(shell("echo alive")).isEqualTo("alive");
  }
}
