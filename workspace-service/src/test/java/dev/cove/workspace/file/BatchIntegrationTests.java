package dev.cove.workspace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.SandboxClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class BatchIntegrationTests {

  @LocalServerPort int port;

  private final JdbcTemplate jdbc;

  ApiClient ada;
  UUID session;
  String path;

  BatchIntegrationTests(@Autowired JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("empty");
    path = "/api/sessions/" + session;
  }

  @Test
  @DisplayName("F1 a selection of files and folders moves, is copied and goes as one revision")
  void selectionsAreOneChange() {
    ada.create(session, "a.txt", "a");
    ada.create(session, "b/c.txt", "c");
    ada.create(session, "b/d/e.txt", "e");
    ada.post(path + "/folders", Map.of("path", "to"));
    long before = ada.revision(session);

    ApiClient.Answer done =
        batch(null, move("a.txt", "to/a.txt"), move("b", "to/b"), copy("to/b/c.txt", "c.txt"));

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.json().get("revision").asLong()).isEqualTo(before + 1);
    assertThat(done.json().get("items")).hasSize(3);
    assertThat(paths())
        .containsExactly("c.txt", "to", "to/a.txt", "to/b", "to/b/c.txt", "to/b/d", "to/b/d/e.txt");
    JsonNode changes = changesAfter(before);
    assertThat(changes).hasSize(3);
    assertThat(changes.get(1).get("kind").asString()).isEqualTo("MOVE");
    assertThat(changes.get(1).get("from").asString()).isEqualTo("b");
    assertTotals();

    assertThat(batch(null, delete("to"), delete("to/b/c.txt"), delete("c.txt")).status())
        .isEqualTo(200);
    assertThat(paths()).isEmpty();
    assertThat(ada.revision(session)).isEqualTo(before + 2);
    assertTotals();

    ApiClient.Answer back =
        ada.post(
            path + "/restore", Map.of("paths", List.of("to", "c.txt"), "revision", before + 1));
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().get("items")).hasSize(7);
    assertThat(ada.revision(session)).isEqualTo(before + 3);
    assertThat(ada.read(session, "to/b/d/e.txt").text()).isEqualTo("e");
    assertTotals();
  }

  @Test
  @DisplayName("F1 when one of a selection cannot be done, none is, and its place is told")
  void allOrNothing() {
    ada.create(session, "a.txt", "a");
    ada.create(session, "b.txt", "b");
    long before = ada.revision(session);

    ApiClient.Answer refused = batch(null, move("a.txt", "c.txt"), delete("nothing"));

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.code()).isEqualTo("file-not-found");
    assertThat(refused.json().get("index").asInt()).isEqualTo(1);
    assertThat(ada.revision(session)).isEqualTo(before);
    assertThat(paths()).containsExactly("a.txt", "b.txt");
    assertThat(batch(null).status()).isEqualTo(422);
    assertThat(batch(null, Map.of("kind", "MOVE", "from", "a.txt")).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("F1 taken names are all named; replace, keep both and skip do what they say")
  void clashesAsk() {
    for (String file : List.of("a.txt", "b.txt", "to/a.txt", "to/b.txt")) {
      ada.create(session, file, "in " + file);
    }
    Map<?, ?>[] moves = {move("a.txt", "to/a.txt"), move("b.txt", "to/b.txt")};

    ApiClient.Answer asked = batch(null, moves);
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.code()).isEqualTo("path-exists");
    assertThat(asked.json().get("paths")).hasSize(2);

    JsonNode skipped = batch("SKIP", moves).json();
    assertThat(skipped.get("items").get(0).get("outcome").asString()).isEqualTo("SKIPPED");
    JsonNode both = batch("KEEP_BOTH", moves[0]).json();
    assertThat(both.get("items").get(0).get("path").asString()).isEqualTo("to/a (2).txt");
    batch("REPLACE", moves[1]);
    assertThat(ada.read(session, "to/b.txt").text()).isEqualTo("in b.txt");
    assertThat(ada.read(session, "to/a.txt").text()).isEqualTo("in to/a.txt");
    assertThat(paths()).containsExactly("to", "to/a (2).txt", "to/a.txt", "to/b.txt");
    assertTotals();
  }

  @Test
  @DisplayName("F1 names can change places within one batch")
  void namesChangePlaces() {
    ada.create(session, "a.txt", "a");
    ada.create(session, "b.txt", "b");

    batch(null, move("a.txt", "t.txt"), move("b.txt", "a.txt"), move("t.txt", "b.txt"));

    assertThat(ada.read(session, "a.txt").text()).isEqualTo("b");
    assertThat(ada.read(session, "b.txt").text()).isEqualTo("a");
    assertThat(ada.get(path + "/history?path=a.txt").json().get("items").get(0).get("path"))
        .isNotNull();
    assertTotals();
  }

  @Test
  @DisplayName("F1 five hundred files move one by one in one revision")
  void manyFilesAtOnce() {
    List<SandboxClient.Change> files = new ArrayList<>();
    List<Map<String, Object>> moves = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      files.add(SandboxClient.put("from/" + i, "content " + i));
      moves.add(move("from/" + i, "to/" + i));
    }
    new SandboxClient(port, session).send(files);
    long before = ada.revision(session);

    ApiClient.Answer done = batch(null, moves.toArray(Map<?, ?>[]::new));

    assertThat(done.status()).as(done.text()).isEqualTo(200);
    assertThat(ada.revision(session)).isEqualTo(before + 1);
    assertThat(paths()).hasSize(502).contains("to/499", "from");
    assertTotals();
  }

  @Test
  @DisplayName("F1 what was deleted is listed, a folder as one, until it is brought back")
  void deletedThingsAreListed() {
    ada.create(session, "kept.txt", "kept");
    ada.create(session, "folder/a.txt", "a");
    ada.create(session, "folder/b/c.txt", "c");
    ada.create(session, "moved.txt", "m");
    ada.create(session, "again.txt", "first");
    ada.post(path + "/move", Map.of("from", "moved.txt", "to", "elsewhere.txt"));
    ada.delete(ApiClient.file(session, "again.txt"));
    ada.create(session, "again.txt", "second");
    ApiClient.Answer gone = ada.delete(ApiClient.file(session, "folder"));
    long deletedIn = Long.parseLong(gone.header("X-Workspace-Revision"));
    ada.delete(ApiClient.file(session, "kept.txt"));

    JsonNode items = ada.get(path + "/deleted").json().get("items");

    assertThat(items).hasSize(2);
    assertThat(items.get(0).get("path").asString()).isEqualTo("kept.txt");
    JsonNode folder = items.get(1);
    assertThat(folder.get("path").asString()).isEqualTo("folder");
    assertThat(folder.get("type").asString()).isEqualTo("FOLDER");
    assertThat(folder.get("fileCount").asInt()).isEqualTo(2);
    assertThat(folder.get("deletedIn").asLong()).isEqualTo(deletedIn);
    assertThat(folder.get("origin").asString()).isEqualTo("EDITOR");
    JsonNode first = ada.get(path + "/deleted?limit=1").json();
    JsonNode second =
        ada.get(path + "/deleted?limit=1&cursor=" + first.get("nextCursor").asString()).json();
    assertThat(second.get("items").get(0)).isEqualTo(folder);

    ada.post(
        path + "/restore", Map.of("path", "folder", "revision", folder.get("revision").asLong()));
    assertThat(ada.read(session, "folder/b/c.txt").text()).isEqualTo("c");
    assertThat(ada.get(path + "/deleted").json().get("items")).hasSize(1);
  }

  @Test
  @DisplayName("F14 what comes back beside its renamed self has a history of its own")
  void restoredBesideItsRenamedSelf() {
    ada.create(session, "a/x.txt", "one");
    long old = ada.revision(session);
    ada.post(path + "/move", Map.of("from", "a", "to", "b"));
    assertThat(ada.post(path + "/restore", Map.of("path", "a", "revision", old)).status())
        .isEqualTo(200);

    batch(null, move("a", "c/a"), move("b", "c/b"));

    assertThat(paths()).containsExactly("c", "c/a", "c/a/x.txt", "c/b", "c/b/x.txt");
    assertThat(
            jdbc.queryForObject(
                "select count(*) from item_version where session_id = ? and until is null",
                Integer.class,
                session))
        .isEqualTo(5);
  }

  @Test
  @DisplayName("F13 a save whose answer got lost can be sent again, and makes no second version")
  void savesCanBeRepeated() {
    String first = ada.create(session, "a.txt", "first").etag();
    ApiClient.Answer saved = ada.replace(session, "a.txt", first, "second");

    ApiClient.Answer again = ada.replace(session, "a.txt", first, "second");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.etag()).isEqualTo(saved.etag());
    assertThat(again.json().get("revision")).isEqualTo(saved.json().get("revision"));
    assertThat(ada.replace(session, "a.txt", first, "third").status()).isEqualTo(412);
  }

  private ApiClient.Answer batch(@Nullable String clash, Map<?, ?>... operations) {
    return ada.post(
        path + "/batch",
        clash == null
            ? Map.of("operations", List.of(operations))
            : Map.of("operations", List.of(operations), "clash", clash));
  }

  private static Map<String, Object> move(String from, String to) {
    return Map.of("kind", "MOVE", "from", from, "to", to);
  }

  private static Map<String, Object> copy(String from, String to) {
    return Map.of("kind", "COPY", "from", from, "to", to);
  }

  private static Map<String, Object> delete(String path) {
    return Map.of("kind", "DELETE", "path", path);
  }

  private List<String> paths() {
    return ada.tree(session).get("items").valueStream().map(i -> i.get("path").asString()).toList();
  }

  private JsonNode changesAfter(long revision) {
    List<String> log =
        jdbc.queryForList(
            "select changes from change_set where session_id = ? and revision > ?",
            String.class,
            session,
            revision);
    assertThat(log).hasSize(1);
    return JsonMapper.shared().readTree(log.getFirst());
  }

  private void assertTotals() {
    JsonNode usage = ada.get(path + "/usage").json();
    assertThat(usage.get("entries").asLong()).isEqualTo(sum("count(*)"));
    assertThat(usage.get("files").asLong())
        .isEqualTo(sum("count(*) filter (where type <> 'FOLDER')"));
    assertThat(usage.get("bytes").asLong()).isEqualTo(sum("coalesce(sum(size), 0)"));
  }

  private long sum(String what) {
    Long sum =
        jdbc.queryForObject(
            "select " + what + " from item where session_id = ?", Long.class, session);
    return sum == null ? -1 : sum;
  }
}
