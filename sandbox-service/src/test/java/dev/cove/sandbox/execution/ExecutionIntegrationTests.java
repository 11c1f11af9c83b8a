package dev.cove.sandbox.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.disk.SessionDisks;
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
            .atMost(RunningService.PATIENCE)
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
        .contains("Seccomp:\t2");
    if (!RunningService.underGvisor()) {
      // which has no such line, and never raises rights by a file
      assertThat(status).contains("NoNewPrivs:\t1");
    }
    assertThat(Integer.parseInt(shell("id -u"))).isGreaterThanOrEqualTo(100_000);
    assertThat(shell("whoami; echo $HOME; hostname")).isEqualTo("coder\n/home/coder\nsandbox");
    assertThat(shell("touch /x 2>&1 || echo refused; touch /run/cove/x 2>&1 || echo refused"))
        .containsSubsequence("refused", "refused");
    List<Long> sizes =
        shell("df -B1 --output=size /workspace /home/coder /tmp | tail -3")
            .lines()
            .map(line -> Long.valueOf(line.strip()))
            .toList();
    assertThat(sizes.get(0)).isEqualTo(256 << 20);
    if (RunningService.bean(SessionDisks.class).durable()) {
      assertThat(sizes.get(1)).isBetween(900L << 20, 1L << 30);
    } else {
      assertThat(sizes.get(1)).isEqualTo(128 << 20);
    }
    assertThat(sizes.get(2)).isEqualTo(64 << 20);
    assertThat(
            shell(
                "ulimit -n; ulimit -c; python3 -c 'import os, stat; print(stat.filemode(os.stat(\"/run/cove/agent.sock\").st_mode))'"))
        .isEqualTo("1024\n0\nsrw-rw-rw-");
    RunningService.assumeNotGvisor("gVisor shows neither control groups nor devices inside");
    assertThat(shell("ls /sys/class/net")).isEqualTo("lo");
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

  @Test
  @DisplayName("F18 environment, processor time, peak memory")
  void runHasItsEnvironmentAndFigures() {
    var result =
        run(
            Map.of(
                "code",
                "import os, time\nx = b'1' * 60_000_000\nt = time.process_time()\n"
                    + "while time.process_time() < t + 0.2: pass\nprint(os.environ['GREETING'])",
                "env",
                Map.of("GREETING", "hello $HOME")));
    assertThat(result.path("stdout").asString()).isEqualTo("hello $HOME\n");
    assertThat(result.path("cpuMs").asLong()).isBetween(200L, 20_000L);
    assertThat(result.path("maxMemoryBytes").asLong()).isGreaterThan(60_000_000);
    var refused =
        api.post(
            "/api/sessions/" + SESSION + "/executions",
            Map.of("command", "true", "env", Map.of("9x=", "1")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().toString()).contains("env");
  }

  @Test
  @DisplayName("F18 L3 bounds of the time-out, and output that is kept when a limit ends a program")
  void runWhenItPrintsTooMuchKeepsWhatItPrinted() {
    for (int wrong : List.of(0, -1, 601)) {
      assertThat(
              api.post(
                      "/api/sessions/" + SESSION + "/executions",
                      Map.of("command", "true", "timeoutSeconds", wrong))
                  .status())
          .isEqualTo(422);
    }
    var flood = run(Map.of("command", "yes"));
    assertThat(flood.path("outcome").asString()).isEqualTo("OUTPUT_LIMIT");
    assertThat(flood.path("truncated").asBoolean()).isTrue();
    assertThat(flood.path("stdout").asString()).hasSize(1 << 20).startsWith("y\ny\n");
  }

  @Test
  @DisplayName(
      "L3 a full workspace, a file too large and a fork bomb are named; the sandbox goes on")
  void limitsNameThemselves() {
    var full =
        run(Map.of("command", "echo kept; head -c 300M /dev/zero > /tmp/full; rm /tmp/full"));
    assertThat(full.path("outcome").asString()).isEqualTo("OK");
    var disk = run(Map.of("command", "echo kept; head -c 200M /dev/zero > /tmp/full && echo no"));
    assertThat(disk.path("outcome").asString()).isEqualTo("DISK_LIMIT");
    assertThat(disk.path("stdout").asString()).isEqualTo("kept\n");
    shell("rm -f /tmp/full");
    RunningService.assumeNotGvisor(
        "under gVisor a fork bomb may outrun the agent, and then ends its whole sandbox");
    var bomb =
        run(Map.of("code", "import os\nwhile True:\n os.fork() or None\n", "timeoutSeconds", 8));
    assertThat(bomb.path("outcome").asString()).isIn("PIDS_LIMIT", "TIMEOUT", "MEMORY_LIMIT");
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> assertThat(shell("echo alive")).isEqualTo("alive"));
  }

  @Test
  @DisplayName("F18 four programs at a time, the others wait their turn, beyond that 429")
  void runsTakeTurns() {
    List<CompletableFuture<String>> all =
        java.util.stream.IntStream.range(0, 12)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(
                    () ->
                        shell(
                            "echo $(ls /tmp/turn 2>/dev/null | wc -l); mkdir -p /tmp/turn; touch"
                                + " /tmp/turn/$$; sleep 0.5; rm /tmp/turn/$$"),
                    java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()))
            .toList();
    assertThat(all.stream().map(CompletableFuture::join).mapToInt(Integer::parseInt))
        .hasSize(12)
        .allMatch(beside -> beside < 4);
  }

  @Test
  void historyIsPaged() {
    shell("echo 1");
    shell("echo 2");
    shell("echo 3");
    var first = api.get("/api/sessions/" + SESSION + "/executions?limit=2").body();
    assertThat(first.path("items")).hasSize(2);
    var second =
        api.get(
                "/api/sessions/"
                    + SESSION
                    + "/executions?limit=2&cursor="
                    + first.path("nextCursor").asString())
            .body();
    assertThat(second.path("items").get(0).path("id").asString())
        .isLessThan(first.path("items").get(1).path("id").asString());
  }

  @Test
  @DisplayName(
      "F18 X1 a program that runs over a restart of the service has its end and all its output")
  void runSurvivesARestartOfTheService() {
    var _ =
        CompletableFuture.runAsync(() ->
            api.post(
                "/api/sessions/" + SESSION + "/executions",
                Map.of("command", "echo early; sleep 6; echo late; exit 4 # over")));
    await().atMost(RunningService.PATIENCE).until(() -> over().path("outcome").isNull());
    RunningService.restart();
    Api again = RunningService.api(USER);
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> {
          var items = again.get("/api/sessions/" + SESSION + "/executions").body().path("items");
          var found = items.valueStream().filter(i -> i.path("what").asString().contains("# over"));
          JsonNode run = found.findFirst().orElseThrow();
          assertThat(run.path("outcome").asString()).isEqualTo("ERROR");
          assertThat(run.path("exitCode").asInt()).isEqualTo(4);
          assertThat(run.path("stdout").asString()).isEqualTo("early\nlate\n");
        });
  }

  private JsonNode over() {
    return history()
        .path("items")
        .valueStream()
        .filter(item -> item.path("what").asString().contains("# over"))
        .findFirst()
        .orElse(tools.jackson.databind.node.MissingNode.getInstance());
  }
}
