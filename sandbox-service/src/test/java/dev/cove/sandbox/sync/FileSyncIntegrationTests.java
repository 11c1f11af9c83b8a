package dev.cove.sandbox.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.FakeWorkspace;
import dev.cove.sandbox.RunningService;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Files between a workspace and a real container, both ways. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class FileSyncIntegrationTests {

  private static final UUID USER = UUID.randomUUID();
  private static final FakeWorkspace WORKSPACE = RunningService.WORKSPACE;
  private static final byte[] BINARY = {0, 1, 2, (byte) 0xff, (byte) 0xfe, 0, 10, 13};

  private static final UUID SESSION = filled();

  private final Api api;

  FileSyncIntegrationTests() {
    RunningService.start();
    api = RunningService.api(USER);
  }

  private static UUID filled() {
    UUID session = WORKSPACE.session(USER, Map.of("docs/Ünï code 🐍.txt", "unicode\n"));
    WORKSPACE.put(session, "data.bin", BINARY, false);
    WORKSPACE.put(session, "run.sh", "#!/bin/sh\necho ran\n".getBytes(UTF_8), true);
    WORKSPACE.putItem(session, "empty", "FOLDER", null);
    WORKSPACE.putItem(session, "link", "SYMLINK", "data.bin");
    return session;
  }

  private String shell(String command) {
    var answer = api.post("/api/sessions/" + SESSION + "/executions", Map.of("command", command));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().path("stdout").asString().strip();
  }

  @Test
  @DisplayName("F5 binary files, links, executable bits and empty folders arrive in the container")
  void everyKindOfItemArrives() {
    assertThat(shell("sha256sum data.bin | cut -c1-64")).isEqualTo(FakeWorkspace.sha256(BINARY));
    assertThat(shell("./run.sh")).isEqualTo("ran");
    assertThat(shell("readlink link; test -d empty && echo folder")).isEqualTo("data.bin\nfolder");
    assertThat(shell("cat 'docs/Ünï code 🐍.txt'")).isEqualTo("unicode");
  }

  @Test
  @DisplayName("F5 binary files, links, executable bits and empty folders come back, once")
  void everyKindOfItemComesBack() {
    assertThat(
            shell(
                "mkdir -p out/nothing; printf '\\000\\377\\001' > out/b.bin; cp run.sh out/x.sh;"
                    + " ln -s ../data.bin out/l; ln -s /etc/passwd out/outside; echo done"))
        .isEqualTo("done");
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> {
          assertThat(WORKSPACE.item(SESSION, "out/nothing"))
              .hasFieldOrPropertyWithValue("itemType", "FOLDER");
          assertThat(WORKSPACE.item(SESSION, "out/b.bin"))
              .hasFieldOrPropertyWithValue(
                  "etag", FakeWorkspace.sha256(new byte[] {0, (byte) 0xff, 1}));
          assertThat(WORKSPACE.item(SESSION, "out/x.sh"))
              .hasFieldOrPropertyWithValue("executable", true);
          assertThat(WORKSPACE.item(SESSION, "out/l"))
              .hasFieldOrPropertyWithValue("target", "../data.bin");
          // the link, never what it points to
          assertThat(WORKSPACE.item(SESSION, "out/outside"))
              .hasFieldOrPropertyWithValue("target", "/etc/passwd");
        });
    // what the container wrote comes back as news and is recognised
    int writes = WORKSPACE.writes();
    RunningService.filesChanged(SESSION, WORKSPACE.revision(SESSION));
    flush();
    assertThat(WORKSPACE.writes()).isEqualTo(writes);
    assertThat(shell("rm -r out; echo gone")).isEqualTo("gone");
    flush();
    assertThat(WORKSPACE.item(SESSION, "out/b.bin")).isNull();
  }

  private void flush() {
    assertThat(
            RunningService.bean(dev.cove.sandbox.sandbox.SandboxService.class)
                .flush(SESSION)
                .flushed())
        .isTrue();
  }

  @Test
  @DisplayName("F4 what is over the limit is told and not stored")
  void fileOverTheLimitIsToldOnly() {
    assertThat(shell("head -c 6000000 /dev/zero > big.bin; echo ok")).isEqualTo("ok");
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() ->
            assertThat(WORKSPACE.item(SESSION, "big.bin"))
                .hasFieldOrPropertyWithValue("overLimit", true)
                .hasFieldOrPropertyWithValue("size", 6_000_000L));
    assertThat(shell("rm big.bin; echo ok")).isEqualTo("ok");
  }

  @Test
  void flushBringsEverythingAtOnce() {
    for (int i = 0; i < 10; i++) {
      String line = "line " + i;
      assertThat(shell("echo '" + line + "' > flushed.txt; echo ok")).isEqualTo("ok");
      flush();
      assertThat(WORKSPACE.text(SESSION, "flushed.txt")).isEqualTo(line + "\n");
    }
  }

  @Test
  void changesOfBothSidesConvergeWhenTheWorkspaceWasAway() {
    WORKSPACE.away(true);
    try {
      assertThat(shell("for i in $(seq 200); do echo $i > away-$i.txt; done; echo ok"))
          .isEqualTo("ok");
    } finally {
      RunningService.workspaceReturns();
    }
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> {
          for (int i = 1; i <= 200; i++) {
            assertThat(WORKSPACE.text(SESSION, "away-" + i + ".txt")).isEqualTo(i + "\n");
          }
        });
    long revision = WORKSPACE.put(SESSION, "away-1.txt", "editor".getBytes(UTF_8), false);
    RunningService.filesChanged(SESSION, revision);
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> assertThat(shell("cat away-1.txt")).isEqualTo("editor"));
    long deleted = WORKSPACE.delete(SESSION, "away-2.txt");
    RunningService.filesChanged(SESSION, deleted);
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> assertThat(shell("ls away-2.txt || echo none")).isEqualTo("none"));
  }
}
