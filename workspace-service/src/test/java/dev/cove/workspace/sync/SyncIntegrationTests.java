package dev.cove.workspace.sync;

import static dev.cove.workspace.SandboxClient.delete;
import static dev.cove.workspace.SandboxClient.folder;
import static dev.cove.workspace.SandboxClient.link;
import static dev.cove.workspace.SandboxClient.overLimit;
import static dev.cove.workspace.SandboxClient.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.SandboxClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SyncIntegrationTests {

  @LocalServerPort int port;

  ApiClient ada;
  UUID session;
  SandboxClient sandbox;

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("empty");
    sandbox = new SandboxClient(port, session);
  }

  @Test
  @DisplayName("F6 a few small contents come along with what changed, large ones are asked for")
  void littleContentComesAlong() {
    byte[] small = {0, 1, 2, (byte) 0xff};
    byte[] large = new byte[300_000];
    sandbox.send(put("small.bin", small), folder("empty"));

    JsonNode alone = sandbox.since(0).get("changes");
    assertThat(alone.get(0).has("content")).isFalse();
    assertThat(alone.get(1).get("content").binaryValue()).isEqualTo(small);

    sandbox.send(put("large.bin", large));
    assertThat(sandbox.since(0).get("changes"))
        .hasSize(3)
        .noneMatch(change -> change.has("content"));

    long before = ada.revision(session);
    for (int i = 0; i < 21; i++) {
      sandbox.send(put("many/" + i, "x"));
    }
    assertThat(sandbox.since(before).get("changes"))
        .hasSize(22)
        .noneMatch(change -> change.has("content"));
  }

  @Test
  @DisplayName("F5 binary files, links, executable bits and empty folders survive the round trip")
  void everythingSurvivesTheRoundTrip() {
    byte[] binary = {0, 1, 2, (byte) 0xff, (byte) 0xfe, 0};
    JsonNode outcome =
        sandbox
            .send(
                put("data/raw.bin", binary),
                put("run.sh", "#!/bin/sh\n").with("executable", true),
                link("latest", "data/raw.bin"),
                link("outside", "/etc/passwd"),
                folder("empty/inner"))
            .json();

    assertThat(statuses(outcome)).containsOnly("APPLIED");
    JsonNode since = sandbox.since(0);
    assertThat(since.get("full").asBoolean()).isTrue();
    assertThat(SandboxClient.lines(since))
        .containsExactly(
            "PUT FOLDER data",
            "PUT FOLDER empty",
            "PUT FOLDER empty/inner",
            "PUT FILE data/raw.bin",
            "PUT SYMLINK latest",
            "PUT SYMLINK outside",
            "PUT FILE run.sh");
    JsonNode changes = since.get("changes");
    assertThat(changes.get(4).get("target").asString()).isEqualTo("data/raw.bin");
    assertThat(changes.get(5).get("target").asString()).isEqualTo("/etc/passwd");
    assertThat(changes.get(6).get("executable").asBoolean()).isTrue();
    String hash = SandboxClient.sha256(binary);
    String unknown = "0".repeat(64);
    Map<String, byte[]> blobs = sandbox.blobs(List.of(unknown, hash));
    assertThat(blobs.get(hash)).isEqualTo(binary);
    assertThat(blobs).containsEntry(unknown, null);
    assertThat(ada.read(session, "data/raw.bin").header("Content-Type"))
        .isEqualTo("application/octet-stream");
    // shown, never followed
    ApiClient.Answer shown = ada.read(session, "outside");
    assertThat(shown.text()).isEqualTo("/etc/passwd");
    assertThat(shown.header("Content-Type")).isEqualTo("inode/symlink");
    String etag = ada.read(session, "run.sh").etag();
    ada.replace(session, "run.sh", etag, "#!/bin/sh\nls\n");
    assertThat(sandbox.since(1).get("changes").get(0).get("executable").asBoolean())
        .as("an edit keeps the executable bit")
        .isTrue();
  }

  @Test
  @DisplayName("F8 the same batch again changes nothing and makes no revision")
  void batchesAreIdempotent() {
    List<SandboxClient.Change> batch =
        List.of(put("a/b.txt", "b"), link("l", "a/b.txt"), folder("c"));
    JsonNode first = sandbox.send(batch).json();
    JsonNode again = sandbox.send(batch).json();

    assertThat(statuses(first)).containsOnly("APPLIED");
    assertThat(statuses(again)).containsOnly("UNCHANGED");
    assertThat(again.get("revision")).isEqualTo(first.get("revision"));
    assertThat(statuses(sandbox.send(delete("gone", "FILE")).json())).containsExactly("UNCHANGED");
  }

  @Test
  @DisplayName("F10 when both sides wrote, the sandbox's is current and the editor's a version")
  void conflictsKeepBoth() {
    String base = ada.create(session, "a.txt", "base").etag();
    String edited = ada.replace(session, "a.txt", base, "edited").etag();

    JsonNode outcome = sandbox.send(put("a.txt", "generated").base(base)).json();

    assertThat(statuses(outcome)).containsExactly("CONFLICT");
    assertThat(ada.read(session, "a.txt").text()).isEqualTo("generated");
    JsonNode versions =
        ada.get("/api/sessions/" + session + "/history?path=a.txt").json().get("items");
    assertThat(versions.get(0).get("conflict").asBoolean()).isTrue();
    assertThat(versions.get(0).get("origin").asString()).isEqualTo("SANDBOX");
    assertThat(versions.get(1).get("etag").asString()).isEqualTo(edited);
    assertThat(statuses(sandbox.send(delete("a.txt", "FILE").base(base)).json()))
        .as("what was edited meanwhile is not deleted")
        .containsExactly("CONFLICT");
    assertThat(ada.read(session, "a.txt").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("F4 what is over a limit is shown as only in the sandbox, and never sent back")
  void overLimitIsShown() {
    sandbox.send(overLimit("huge.bin", 13_000_000));

    JsonNode item = ada.tree(session).get("items").get(0);
    assertThat(item.get("persisted").asBoolean()).isFalse();
    assertThat(item.get("size").asLong()).isEqualTo(13_000_000);
    assertThat(item.get("etag").isNull()).isTrue();
    ApiClient.Answer read = ada.read(session, "huge.bin");
    assertThat(read.status()).isEqualTo(404);
    assertThat(read.code()).isEqualTo("only-in-sandbox");
    assertThat(read.json().get("detail").asString()).contains("12.4 MB");
    assertThat(sandbox.since(0).get("changes")).isEmpty();
    long revision = ada.revision(session);
    assertThat(ada.delete(ApiClient.file(session, "huge.bin")).status()).isEqualTo(204);
    assertThat(SandboxClient.lines(sandbox.since(revision)))
        .containsExactly("DELETE FILE huge.bin");
  }

  @Test
  void changesSinceAreNetAndInOrder() {
    ada.create(session, "a/b/c.txt", "1");
    ada.create(session, "a/d.txt", "1");
    ada.create(session, "swap", "a file");
    long since = ada.revision(session);
    String etag = ada.create(session, "new.txt", "1").etag();
    ada.replace(session, "new.txt", etag, "2");
    ada.post("/api/sessions/" + session + "/move", Map.of("from", "a/b", "to", "e"));
    ada.delete(ApiClient.file(session, "a"));
    ada.delete(ApiClient.file(session, "swap"));
    ada.create(session, "swap/inside.txt", "1");

    JsonNode changes = sandbox.since(since);

    assertThat(changes.get("full").asBoolean()).isFalse();
    assertThat(changes.get("revision").asLong()).isEqualTo(ada.revision(session));
    assertThat(SandboxClient.lines(changes))
        .containsExactly(
            "DELETE FILE a/b/c.txt",
            "DELETE FOLDER a/b",
            "DELETE FILE a/d.txt",
            "DELETE FOLDER a",
            "DELETE FILE swap",
            "PUT FOLDER e",
            "PUT FOLDER swap",
            "PUT FILE e/c.txt",
            "PUT FILE new.txt",
            "PUT FILE swap/inside.txt");
    assertThat(sandbox.since(ada.revision(session)).get("changes")).isEmpty();
    assertThat(sandbox.since(9_999).get("full").asBoolean()).isTrue();
  }

  @Test
  void foldersGoAfterTheirContent() {
    sandbox.send(put("a/b/c.txt", "1"), put("kept/mine.txt", "2"));
    String hash = SandboxClient.sha256("1".getBytes(StandardCharsets.UTF_8));

    JsonNode outcome =
        sandbox
            .send(
                delete("a", "FOLDER"),
                delete("a/b", "FOLDER"),
                delete("a/b/c.txt", "FILE").base(hash),
                delete("kept", "FOLDER"))
            .json();

    assertThat(statuses(outcome)).containsExactly("APPLIED", "APPLIED", "APPLIED", "CONFLICT");
    assertThat(ada.tree(session).get("items")).hasSize(2);
  }

  @Test
  @DisplayName("F2 what a container names against the rules is refused alone, the rest is saved")
  void lyingContainersAreRefusedChangeByChange() {
    JsonNode outcome =
        sandbox
            .send(
                put("../escape", "x"),
                put("/etc/passwd", "x"),
                put("a/\u0001", "x"),
                put("cafe\u0301", "x"),
                put("lie.txt", "x").with("etag", "0".repeat(64)),
                put("too-large.bin", new byte[5_242_881]),
                put("good.txt", "x"),
                put("good.txt/below", "x"))
            .json();

    assertThat(statuses(outcome))
        .containsExactly(
            "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "REFUSED", "APPLIED", "REFUSED");
    assertThat(outcome.get("results").get(4).get("code").asString()).isEqualTo("hash-mismatch");
    assertThat(outcome.get("results").get(5).get("code").asString()).isEqualTo("file-too-large");
    assertThat(ada.tree(session).get("items")).hasSize(1);
  }

  @Test
  @DisplayName("S12 a content is never given out for its hash alone")
  void hashesOpenNothing() {
    ApiClient bob = ApiClient.user(port);
    UUID other = bob.newSession("empty");
    String secret = bob.create(other, "secret.txt", "bob's secret").etag();

    JsonNode outcome =
        sandbox
            .send(
                new SandboxClient.Change(
                    Map.of(
                        "kind",
                        "PUT",
                        "path",
                        "mine.txt",
                        "itemType",
                        "FILE",
                        "size",
                        12,
                        "etag",
                        secret),
                    null))
            .json();

    assertThat(outcome.get("results").get(0).get("code").asString()).isEqualTo("content-missing");
    assertThat(sandbox.blobs(List.of(secret))).containsEntry(secret, null);
  }

  @Test
  void malformedBatchesChangeNothing() {
    for (byte[] body :
        List.of(
            new byte[0],
            new byte[] {0x7f, 0, 0, 0},
            new byte[] {0, 0, 0, 4, 'n', 'o', 'p', 'e'},
            new byte[] {0, 0, 0, 9, '{', '}'})) {
      ApiClient.Answer refused = sandbox.raw(body);
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.code()).isEqualTo("malformed-batch");
    }
    assertThat(ada.revision(session)).isZero();
  }

  private static List<String> statuses(JsonNode outcome) {
    return outcome.get("results").valueStream().map(r -> r.get("status").asString()).toList();
  }
}
