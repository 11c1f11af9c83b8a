package dev.cove.workspace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.SandboxClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class FolderIntegrationTests {

  @LocalServerPort int port;

  private final JdbcTemplate jdbc;

  ApiClient ada;
  UUID session;
  String path;

  FolderIntegrationTests(@Autowired JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("empty");
    path = "/api/sessions/" + session;
  }

  @Test
  @DisplayName("F1 moving a folder of 500 files is one revision, one event with one entry")
  void moveOfManyIsOneEvent() {
    SandboxClient sandbox = new SandboxClient(port, session);
    List<SandboxClient.Change> files = new ArrayList<>();
    for (int i = 0; i < 499; i++) {
      files.add(SandboxClient.put("big/part " + i % 7 + "/file " + i + ".txt", "content " + i));
    }
    files.add(SandboxClient.folder("big/empty"));
    assertThat(sandbox.send(files).json().get("results")).hasSize(500);
    long before = ada.revision(session);
    int entries = ada.tree(session).get("items").size();

    ApiClient.Answer moved =
        ada.post(path + "/move", Map.of("from", "big", "to", "new home/bigger"));

    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.json().get("revision").asLong()).isEqualTo(before + 1);
    assertThat(ada.revision(session)).isEqualTo(before + 1);
    List<String> log =
        jdbc.queryForList(
            "select changes from change_set where session_id = ? and revision > ?",
            String.class,
            session,
            before);
    assertThat(log).hasSize(1);
    assertThat(log.getFirst())
        .contains("\"MOVE\"", "\"from\":\"big\"", "new home/bigger")
        .doesNotContain("file 1.txt");
    assertThat(paths()).hasSize(entries + 1).contains("new home/bigger/part 3/file 3.txt");
    assertThat(paths()).noneMatch(p -> p.equals("big") || p.startsWith("big/"));
    assertThat(ada.read(session, "new home/bigger/part 3/file 3.txt").text())
        .isEqualTo("content 3");
    assertTotals();
  }

  @Test
  @DisplayName("F1 copy keeps the source, delete takes the content along, one revision each")
  void copyAndDelete() {
    ada.create(session, "a/b/c.txt", "c");
    ada.post(path + "/folders", Map.of("path", "a/empty"));

    JsonNode copied = ada.post(path + "/copy", Map.of("from", "a", "to", "z/copy")).json();

    assertThat(paths())
        .containsExactly(
            "a",
            "a/b",
            "a/b/c.txt",
            "a/empty",
            "z",
            "z/copy",
            "z/copy/b",
            "z/copy/b/c.txt",
            "z/copy/empty");
    assertThat(ada.delete(ApiClient.file(session, "a")).status()).isEqualTo(204);
    assertThat(paths())
        .containsExactly("z", "z/copy", "z/copy/b", "z/copy/b/c.txt", "z/copy/empty");
    assertThat(ada.revision(session)).isEqualTo(copied.get("revision").asLong() + 1);
    assertTotals();
  }

  @Test
  @DisplayName("F1 a deleted folder comes back with all that was in it")
  void deleteIsUndone() {
    ada.create(session, "a/b/c.txt", "c");
    ada.post(path + "/folders", Map.of("path", "a/empty"));
    long before = ada.revision(session);
    ada.delete(ApiClient.file(session, "a"));

    ApiClient.Answer restored =
        ada.post(path + "/restore", Map.of("path", "a", "revision", before));

    assertThat(restored.status()).isEqualTo(200);
    assertThat(paths()).containsExactly("a", "a/b", "a/b/c.txt", "a/empty");
    assertThat(ada.read(session, "a/b/c.txt").text()).isEqualTo("c");
    assertTotals();
  }

  @Test
  void moveRefusesWhatCannotBe() {
    ada.create(session, "a/b.txt", "b");
    ada.create(session, "c.txt", "c");

    assertThat(move("a", "a/inside").code()).isEqualTo("move-into-itself");
    assertThat(move("a", "c.txt").code()).isEqualTo("path-exists");
    assertThat(move("nothing", "d").code()).isEqualTo("file-not-found");
    assertThat(move("a", "c.txt/d").code()).isEqualTo("parent-is-file");
    assertThat(move("a", "../a").code()).isEqualTo("invalid-path");
    assertThat(move("a", "x/".repeat(31) + "x").json().get("rule").asString()).isEqualTo("depth");
    assertThat(move("a/b.txt", "a/B.txt").status()).isEqualTo(200);
    assertThat(paths()).containsExactly("a", "a/B.txt", "c.txt");
  }

  @Test
  void makingAFolderTwiceChangesNothing() {
    ApiClient.Answer made = ada.post(path + "/folders", Map.of("path", "x/y"));
    ApiClient.Answer again = ada.post(path + "/folders", Map.of("path", "x/y"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("revision")).isEqualTo(made.json().get("revision"));
  }

  @Test
  @DisplayName("F14 versions follow a file through its renames; any is read and restored")
  void historyFollowsRenames() {
    String one = ada.create(session, "a.txt", "one").etag();
    long first = ada.revision(session);
    ada.replace(session, "a.txt", one, "two");
    move("a.txt", "b.txt");

    JsonNode versions = ada.get(path + "/history?path=b.txt").json().get("items");

    assertThat(versions).hasSize(3);
    assertThat(versions.get(0).get("current").asBoolean()).isTrue();
    assertThat(versions.get(2).get("etag").asString()).isEqualTo(one);
    assertThat(ada.get(ApiClient.file(session, "b.txt") + "?revision=" + first).text())
        .isEqualTo("one");
    ApiClient.Answer restored =
        ada.post(path + "/restore", Map.of("path", "b.txt", "revision", first));
    assertThat(restored.json().get("etag").asString()).isEqualTo(one);
    assertThat(ada.read(session, "b.txt").text()).isEqualTo("one");
    assertThat(ada.get(path + "/history?path=b.txt").json().get("items")).hasSize(4);
    assertThat(ada.get(path + "/history?path=b.txt&limit=2").json().get("nextCursor").isNull())
        .isFalse();
  }

  @Test
  @DisplayName("L2 what would exceed the workspace is refused before, with the limit and the size")
  void limitsOfTheWorkspaceAreNamed() {
    byte[] large = new byte[5 * 1024 * 1024];
    for (int i = 0; i < 20; i++) {
      large[0] = (byte) i;
      ApiClient.Answer saved =
          ada.send("PUT", ApiClient.file(session, "f" + i), large, "If-None-Match", "*");
      assertThat(saved.status()).isEqualTo(201);
    }

    ApiClient.Answer refused = ada.create(session, "more", "x");

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.code()).isEqualTo("workspace-full");
    assertThat(refused.json().get("limit").asLong()).isEqualTo(100L * 1024 * 1024);
    assertThat(refused.json().get("actual").asLong()).isEqualTo(100L * 1024 * 1024 + 1);
    JsonNode usage = ada.get(path + "/usage").json();
    assertThat(usage.get("files").asInt()).isEqualTo(20);
    assertThat(usage.get("bytes")).isEqualTo(usage.get("maxBytes"));
    assertThat(ada.delete(path + "?permanent=true").status()).isEqualTo(204);
  }

  private ApiClient.Answer move(String from, String to) {
    return ada.post(path + "/move", Map.of("from", from, "to", to));
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>();
    ada.tree(session).get("items").forEach(item -> paths.add(item.get("path").asString()));
    return paths;
  }

  private void assertTotals() {
    JsonNode usage = ada.get(path + "/usage").json();
    assertThat(usage.get("bytes").asLong())
        .isEqualTo(
            jdbc.queryForObject(
                "select coalesce(sum(size), 0) from item where session_id = ? and persisted",
                Long.class,
                session));
    assertThat(usage.get("entries").asLong()).isEqualTo(paths().size());
    assertThat(usage.get("files").asLong())
        .isEqualTo(
            jdbc.queryForObject(
                "select count(*) from item where session_id = ? and type <> 'FOLDER'",
                Long.class,
                session));
  }
}
