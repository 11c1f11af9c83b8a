package dev.cove.sandbox.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.Api;
import dev.cove.sandbox.FakeWorkspace;
import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.TerminalClient;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Terminals through the socket, down to a shell in a container. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class TerminalIntegrationTests {

  private final UUID user = UUID.randomUUID();
  private UUID session = UUID.randomUUID();
  private Api api;

  TerminalIntegrationTests() {
    RunningService.start();
    api = RunningService.api(user);
  }

  @BeforeEach
  void newSession() {
    api = RunningService.api(user);
    session = RunningService.WORKSPACE.session(user, Map.of("main.py", "print('hello')\n"));
  }

  @AfterEach
  void removeContainer() {
    RunningService.publish(
        "cove.sessions", "session-deleted", session, Map.of("sessionId", session, "ownerId", user));
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> RunningService.containers(session).isEmpty());
  }

  private String terminal(int cols, int rows) {
    var answer =
        api.post("/api/sessions/" + session + "/terminals", Map.of("cols", cols, "rows", rows));
    assertThat(answer.status()).isEqualTo(201);
    return answer.body().path("id").asString();
  }

  @Test
  @DisplayName("T2 the size is right before the first prompt, and after 50 resizes")
  void sizeIsRightBeforeTheFirstPrompt() {
    TerminalClient terminal = api.open(session, terminal(133, 37), null);
    assertThat(terminal.ready().path("cols").asInt()).isEqualTo(133);
    terminal.type("stty size; ls\n").expect("37 133").expect("main.py");
    for (int i = 0; i < 50; i++) {
      terminal.json("{\"type\":\"resize\",\"cols\":" + (80 + i) + ",\"rows\":" + (20 + i) + "}");
    }
    terminal.type("stty size\n").expect("69 129");
    terminal.drop();
  }

  @Test
  @DisplayName("T3 after a restart of the service: same shell, all output, input works")
  void shellOutlivesTheService() {
    String id = terminal(80, 24);
    TerminalClient before = api.open(session, id, null);
    before.ready();
    before.type(
        "MARK=kept; echo pid=$$; (for i in $(seq 60); do echo tick-$i; sleep 0.1; done) &\n");
    before.expect("tick-5\r\n");
    String pid = pid(before.screen());
    RunningService.restart();
    api = RunningService.api(user);
    TerminalClient after = api.open(session, id, before.offset());
    assertThat(after.ready().path("replayFrom").asLong()).isEqualTo(before.offset());
    after.expect("tick-60\r\n");
    String all = before.screen() + after.screen();
    for (int i = 1; i <= 60; i++) {
      assertThat(Pattern.compile("tick-" + i + "\r\n").matcher(all).results().count()).isEqualTo(1);
    }
    after.type("echo again=$MARK pid=$$.\n").expect("again=kept pid=" + pid + ".");
    assertThat(RunningService.containers(session)).hasSize(1);
    after.drop();
  }

  private static String pid(String screen) {
    var found = Pattern.compile("pid=(\\d+)").matcher(screen);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  @DisplayName("X2 T9 a container that ends under a terminal is told as stopped, with its code")
  void containerThatEndsIsTold() {
    TerminalClient terminal = api.open(session, terminal(80, 24), null);
    terminal.ready();
    terminal.expect("$ ");
    RunningService.docker()
        .removeContainerCmd(RunningService.containers(session).getFirst())
        .withForce(true)
        .exec();
    assertThat(terminal.closeCode()).isEqualTo(4410);
  }

  @Test
  @DisplayName("T4 a reload gets the scrollback of 4 MiB, byte for byte, nothing doubled")
  void reloadGetsTheScrollback() {
    String id = terminal(80, 24);
    TerminalClient first = api.open(session, id, null).acknowledging();
    first.ready();
    first.type("python3 -c \"for i in range(600000): print('%07d' % i)\"; echo en''d\n");
    first.expect("end\r\n");
    TerminalClient reloaded = api.open(session, id, null).acknowledging();
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> reloaded.offset() >= reloaded.ready().path("offset").asLong());
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> first.offset() == reloaded.offset() && first.screen().endsWith("$ "));
    byte[] seen = first.bytes();
    long from = reloaded.ready().path("replayFrom").asLong();
    byte[] again = reloaded.bytes();
    // kept from a line's start
    assertThat(again.length).isGreaterThan((4 << 20) - (64 << 10));
    assertThat(again).isEqualTo(Arrays.copyOfRange(seen, (int) from, (int) from + again.length));
    first.drop();
    reloaded.drop();
  }

  @Test
  @DisplayName("T5 10 MB of seeded output over 100 disconnects: every byte once")
  void reconnectsGiveExactlyTheRest() throws Exception {
    int size = 10_000_000;
    String id = terminal(80, 24);
    TerminalClient client = api.open(session, id, 0L).acknowledging();
    client.ready();
    client
        .type("stty -echo -opost; PS1=; echo rea''dy\n")
        .expect("ready\n")
        .type(
            "printf BE''GIN; python3 -c 'import random, sys; sys.stdout.write(bytes(random.Random(20261127).choices("
                + "b\"abcdefghijklmnop\\n\", k="
                + size
                + ")).decode())' | tee >(sha256sum > /tmp/sum) ; echo; cat /tmp/sum\n");
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Random random = new Random(5);
    int drops = 0;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean more = true;
    int most = 10_000;
    while (more) {
      TerminalClient current = client;
      int enough = most;
      await()
          .atMost(RunningService.PATIENCE)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> current.bytes().length >= enough || ended(current));
      more = !ended(current);
      current.drop();
      all.writeBytes(current.bytes());
      if (more) {
        drops++;
        long offset = current.offset();
        most = random.nextInt(size / 120);
        client = api.open(session, id, offset, most).acknowledging();
        assertThat(client.ready().path("replayFrom").asLong()).isEqualTo(offset);
      }
    }
    byte[] bytes = all.toByteArray();
    assertThat(drops).isGreaterThanOrEqualTo(100);
    int start = new String(bytes, 0, 10_000, ISO_8859_1).indexOf("BEGIN") + 5;
    digest.update(bytes, start, size);
    String sum = HexFormat.of().formatHex(digest.digest());
    assertThat(new String(bytes, bytes.length - 100, 100, UTF_8)).contains(sum);
  }

  private static boolean ended(TerminalClient client) {
    byte[] seen = client.bytes();
    return seen.length > 100 && new String(seen, seen.length - 100, 100, UTF_8).contains("  -\n");
  }

  @Test
  @DisplayName("T6 a viewer that never acknowledges is served, and Ctrl-C stops a flood")
  void floodIsStoppedByCtrlC() {
    RunningService.assumeNotGvisor(
        "a release of gVisor before 2023 makes no signal of Ctrl-C at a terminal");
    TerminalClient terminal = api.open(session, terminal(80, 24), null);
    terminal.ready();
    terminal.type("yes\n").expect("y\r\ny\r\n");
    await().atMost(RunningService.PATIENCE).until(() -> terminal.offset() > 3_000_000);
    terminal.send(new byte[] {3});
    terminal.type("echo aft''er\n").expect("after\r\n");
    terminal.drop();
  }

  @Test
  @DisplayName("T7 10 MB typed into cat arrive whole, and another terminal answers meanwhile")
  void longInputArrivesWhole() {
    RunningService.assumeNotGvisor(
        "a release of gVisor before 2023 ends no input at Ctrl-D, so the file is never complete");
    TerminalClient terminal = api.open(session, terminal(80, 24), null).acknowledging();
    TerminalClient other = api.open(session, terminal(80, 24), null).acknowledging();
    terminal.ready();
    other.ready();
    byte[] line = "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmno\n".getBytes(UTF_8);
    byte[] paste = new byte[line.length * 165_000];
    for (int i = 0; i < 165_000; i++) {
      System.arraycopy(line, 0, paste, i * line.length, line.length);
    }
    terminal.type("stty -echo; echo rea''dy; cat > pasted\n").expect("ready\r\n");
    for (int from = 0; from < paste.length; from += 256 * 1024) {
      terminal.send(Arrays.copyOfRange(paste, from, Math.min(paste.length, from + 256 * 1024)));
      if (from == 1 << 20) {
        other.type("echo mean''while\n").expect("meanwhile\r\n");
      }
    }
    terminal.send(new byte[] {4});
    terminal.type("sha256sum pasted\n").expect(FakeWorkspace.sha256(paste));
    terminal.drop();
    other.drop();
  }

  @Test
  @DisplayName("T8 UTF-8 in and out, also when a character is cut across frames")
  void charactersMayBeCut() {
    TerminalClient terminal = api.open(session, terminal(80, 24), null);
    terminal.ready();
    terminal.type("stty -echo; echo rea''dy\n").expect("ready\r\n");
    byte[] keys = "echo '<Ünï🐍漢字>'\n".getBytes(UTF_8);
    for (byte key : keys) {
      terminal.send(new byte[] {key});
    }
    terminal.expect("<Ünï🐍漢字>\r\n");
    terminal.drop();
  }

  @Test
  @DisplayName("T10 at most 8 terminals; a closed one leaves no process")
  void closedTerminalLeavesNothing() {
    String id = terminal(80, 24);
    TerminalClient terminal = api.open(session, id, null);
    terminal.ready();
    terminal.type("nohup sleep 98765 & setsid sleep 98766 &\n").expect("98766");
    terminal.type("echo st''arted\n").expect("started\r\n");
    for (int i = 1; i < 8; i++) {
      var _ = terminal(80, 24);
    }
    assertThat(api.post("/api/sessions/" + session + "/terminals").status()).isEqualTo(409);
    assertThat(api.delete("/api/sessions/" + session + "/terminals/" + id).status()).isEqualTo(204);
    assertThat(terminal.closeCode()).isEqualTo(1000);
    var left =
        api.post(
            "/api/sessions/" + session + "/executions",
            Map.of("command", "ps -eo args | grep -c '[s]leep 9876' || true"));
    assertThat(left.body().path("stdout").asString()).isEqualTo("0\n");
    assertThat(api.get("/api/sessions/" + session + "/terminals").body().path("items").size())
        .isEqualTo(7);
  }

  @Test
  @DisplayName("T11 two viewers are mirrored; the smaller size wins and grows back")
  void viewersAreMirrored() {
    String id = terminal(80, 24);
    TerminalClient large = api.open(session, id, null);
    TerminalClient small = api.open(session, id, null);
    large.ready();
    small.ready();
    large.json("{\"type\":\"resize\",\"cols\":120,\"rows\":40}");
    small.json("{\"type\":\"resize\",\"cols\":90,\"rows\":50}");
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> {
          large.type("stty size\n");
          assertThat(small.screen()).contains("40 90");
        });
    small.drop();
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() -> {
          large.type("stty size\n");
          assertThat(large.screen()).contains("40 120");
        });
    large.drop();
  }

  @Test
  @DisplayName("T9 close codes: 4401 without a token, 4404 for none, 4410 when it was stopped")
  void closeCodesSayWhy() {
    String id = terminal(80, 24);
    assertThat(RunningService.anonymous().open(session, id, null).closeCode()).isEqualTo(4401);
    assertThat(api.open(session, UUID.randomUUID().toString(), null).closeCode()).isEqualTo(4404);
    TerminalClient terminal = api.open(session, id, null);
    terminal.ready();
    var _ = api.post("/api/sessions/" + session + "/sandbox/stop");
    assertThat(terminal.closeCode()).isEqualTo(4410);
    // the tab stays, and opens in the next container
    TerminalClient next = api.open(session, id, 12345L);
    next.ready();
    next.type("echo ne''xt\n").expect("next\r\n");
    next.drop();
  }

  @Test
  void exitIsToldAfterTheLastOutput() {
    String id = terminal(80, 24);
    TerminalClient terminal = api.open(session, id, null);
    terminal.ready();
    terminal.type("echo la''st; exit 7\n");
    assertThat(terminal.frame("exit").path("exitCode").asInt()).isEqualTo(7);
    assertThat(terminal.screen()).contains("last\r\n");
    TerminalClient later = api.open(session, id, null);
    assertThat(later.frame("exit").path("exitCode").asInt()).isEqualTo(7);
    assertThat(later.screen()).contains("last\r\n");
    terminal.drop();
    later.drop();
  }

  @Test
  @DisplayName(
      "T7 a paste that is answered by more than a window goes through, acknowledged or not")
  void pasteWithLongAnswersGoesThrough() {
    TerminalClient terminal = api.open(session, terminal(80, 24), null).acknowledging();
    terminal.ready();
    terminal
        .type(
            "stty raw -echo; echo rea''dy; python3 -c 'import os\nleft = 3000000\nwhile left:\n"
                + " data = os.read(0, 4096); left -= len(data)\n for part in (data, data):\n  while"
                + " part: part = part[os.write(1, part):]\n'; stty sane; echo fini''shed\n")
        .expect("ready");
    byte[] paste = new byte[3_000_000];
    Arrays.fill(paste, (byte) 'x');
    for (int from = 0; from < paste.length; from += 256 * 1024) {
      terminal.send(Arrays.copyOfRange(paste, from, Math.min(paste.length, from + 256 * 1024)));
    }
    terminal.expect("finished\r\n");
    assertThat(new String(terminal.bytes(), UTF_8).chars().filter(c -> c == 'x').count())
        .isEqualTo(6_000_000);
    terminal.drop();
  }

  @Test
  @DisplayName("T4 a full-screen program whose begin is overwritten comes back whole")
  void fullScreenProgramComesBack() {
    RunningService.assumeNotGvisor(
        "gVisor does not tell who holds a terminal which program is in front");
    String id = terminal(80, 24);
    TerminalClient first = api.open(session, id, null).acknowledging();
    first.ready();
    first.type(
        "exec bash -c \"printf '\\\\033[?1049h\\\\033[?2004h'; trap 'echo repain''ted' WINCH; seq 1 900000;"
            + " while :; do sleep 0.1; done\"\n");
    first.expect("900000\r\n");
    TerminalClient late = api.open(session, id, null).acknowledging();
    assertThat(late.ready().path("modes").asString()).isEqualTo("\u001b[?1049h\u001b[?2004h");
    late.expect("repainted");
    first.drop();
    late.drop();
  }

  @Test
  @DisplayName("T9 T11 the seventeenth viewer is told why; leaving makes room")
  void viewersAreBounded() {
    String id = terminal(80, 24);
    List<TerminalClient> all = new ArrayList<>();
    for (int i = 0; i < TerminalViewers.MOST; i++) {
      TerminalClient viewer = api.open(session, id, null);
      viewer.ready();
      all.add(viewer);
    }
    assertThat(api.open(session, id, null).closeCode()).isEqualTo(4429);
    all.getFirst().drop();
    await()
        .atMost(RunningService.PATIENCE)
        .until(() -> {
          TerminalClient again = api.open(session, id, null);
          all.add(again);
          return again.opened();
        });
    all.forEach(TerminalClient::drop);
  }

  @Test
  @DisplayName(
      "S8 after stop and start the tab is there with its last text, and only its owner reads it")
  void lastTextIsKept() {
    String id = terminal(80, 24);
    TerminalClient terminal = api.open(session, id, null);
    terminal.ready();
    terminal
        .type("echo be''fore; printf '\\033[6n\\033[32mgreen\\033[0m\\n'\n")
        .expect("\u001b[32mgreen");
    // 202 where it takes longer than an answer may
    assertThat(api.post("/api/sessions/" + session + "/sandbox/stop").status()).isIn(200, 202);
    await()
        .atMost(RunningService.PATIENCE)
        .untilAsserted(() ->
            assertThat(
                    api.get("/api/sessions/" + session + "/sandbox")
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo("STOPPED"));
    var tabs = api.get("/api/sessions/" + session + "/terminals").body().path("items");
    assertThat(tabs.get(0).path("lastTextAt").isNull()).isFalse();
    String path = "/api/sessions/" + session + "/terminals/" + id + "/last-text";
    String text = api.text("GET", path, null, "text/plain");
    assertThat(text)
        .contains("before\r\n")
        .contains("\u001b[32mgreen\u001b[0m")
        .doesNotContain("\u001b[6n");
    assertThat(RunningService.api(UUID.randomUUID()).get(path).status()).isEqualTo(404);
    TerminalClient next = api.open(session, id, null);
    assertThat(next.ready().path("replayFrom").asLong()).isZero();
    next.type("echo ne''xt\n").expect("next\r\n");
    assertThat(next.screen()).doesNotContain("before");
    next.drop();
  }

  @Test
  @DisplayName("T1 editors and pagers: vim, nano, less, htop")
  void fullScreenProgramsWork() {
    TerminalClient terminal = api.open(session, terminal(100, 30), null);
    terminal.ready();
    terminal.expect("$ ");
    terminal.type("vim v.txt\n").expect("[New]").type("ihello from vim").expect("hello from vim");
    terminal.type("\u001b:wq\n").expect("written");
    shell(terminal, "cat v.txt; echo vim-''done\n", "hello from vim\r\nvim-done");
    terminal.type("nano n.txt\n").expect("New File").type("hello from nano");
    terminal
        .type("\u0018")
        .expect("Save modified buffer")
        .type("y")
        .expect("Write to File")
        .type("\r");
    shell(terminal, "cat n.txt; echo nano-''done\n", "hello from nano\r\nnano-done");
    terminal.type("seq 100001 105000 | less\n").expect("100020").type("G").expect("104999");
    terminal.type("q");
    shell(terminal, "echo less-''done\n", "less-done");
    terminal.type("htop\n").expect("Load average").type("q");
    shell(terminal, "echo htop-''done\n", "htop-done");
    terminal.drop();
  }

  /**
   * Programs throw away what was typed ahead when they give the terminal back, so it is typed
   * again.
   */
  private static void shell(TerminalClient terminal, String line, String expected) {
    await()
        .atMost(RunningService.PATIENCE)
        .pollInterval(Duration.ofMillis(700))
        .until(() -> terminal.type(line).screen().contains(expected));
  }

  @Test
  @DisplayName("T1 python -i, pdb, tqdm, bracketed paste, colours and the mouse")
  void interactiveProgramsWork() {
    TerminalClient terminal = api.open(session, terminal(100, 30), null);
    terminal.ready();
    terminal.expect("$ ");
    terminal.type("python3 -i\n").expect(">>> ").type("print(6 * 7000)\n").expect("42000");
    // its own prompt, so that Ctrl-D comes when it reads
    terminal.type("import sys; sys.ps1 = 'la' + 'st> '\n").expect("last> ").type("\u0004");
    shell(terminal, "echo python-''done\n", "python-done");
    terminal.type("python3 -m pdb main.py\n").expect("(Pdb) ").type("n\n").expect("hello");
    terminal.type("p 6 * 7001\n").expect("42006").type("q\n");
    shell(terminal, "echo pdb-''done\n", "pdb-done");
    terminal
        .type(
            "python3 -c 'import time, tqdm\nfor _ in tqdm.tqdm(range(10), ascii=True):"
                + " time.sleep(0.05)'\n")
        .expect("100%")
        .expect("10/10");
    terminal.type("\u001b[200~echo pas''ted-1\necho pas''ted-2\n\u001b[201~");
    terminal.expect("pas''ted-2");
    // a bracketed paste waits for Enter
    assertThat(terminal.screen()).doesNotContain("pasted-1");
    terminal.type("\n").expect("pasted-1\r\n").expect("pasted-2\r\n");
    terminal.type("printf '\\033[38;2;1;22;133mc\\033[0m\\033[?1006h\\033[?1006l'\n");
    terminal.expect("\u001b[38;2;1;22;133mc\u001b[0m\u001b[?1006h");
    terminal.type("stty raw; head -c 9 | od -An -c; stty sane\n").expect("stty sane");
    terminal.type("\u001b[<0;5;7M").expect("033   [   <   0   ;   5   ;   7   M");
    terminal.drop();
  }

  @Test
  @DisplayName(
      "T6 L4 a flood, a full disk and busy processors beside: memory is bounded, others answer")
  void neighboursAreNotDisturbed() {
    RunningService.assumeNotGvisor(
        "a release of gVisor before 2023 makes no signal of Ctrl-C at a terminal");
    TerminalClient flood = api.open(session, terminal(80, 24), null).acknowledging();
    flood.ready();
    TerminalClient mute = api.open(session, terminal(80, 24), null);
    mute.ready();
    UUID neighbour = UUID.randomUUID();
    UUID other = RunningService.WORKSPACE.session(neighbour, Map.of());
    Api his = RunningService.api(neighbour);
    String id = his.post("/api/sessions/" + other + "/terminals").body().path("id").asString();
    TerminalClient quiet = his.open(other, id, null);
    quiet.ready();
    quiet.expect("$ ");
    long before = used();
    mute.type("for i in 1 2 3 4; do (while :; do :; done) & done; cat /dev/zero > full; yes\n");
    flood.type("yes\n").expect("y\r\ny\r\n");
    await().atMost(RunningService.PATIENCE).until(() -> flood.offset() > 25_000_000);
    for (int i = 0; i < 20; i++) {
      quiet.type("echo quiet''-" + i + "\n").expect("quiet-" + i + "\r\n");
    }
    assertThat(his.get("/api/sessions/" + other + "/sandbox").status()).isEqualTo(200);
    // the test's own copy of what it has seen counts, too
    assertThat(used() - before).isLessThan(300_000_000);
    flood.send(new byte[] {3});
    flood.type("echo aft''er\n").expect("after\r\n");
    flood.drop();
    mute.drop();
    quiet.drop();
    RunningService.publish(
        "cove.sessions",
        "session-deleted",
        other,
        Map.of("sessionId", other, "ownerId", neighbour));
    await().atMost(RunningService.PATIENCE).until(() -> RunningService.containers(other).isEmpty());
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
