package dev.cove.workspace.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Both sides do as they like with the same few names, and hear of each other late. {@code
 * -Dcove.test.operations=10000} does more of it, {@code -Dcove.test.seed} does other things.
 */
@ServiceTest
class ConvergenceIntegrationTests {

  private static final int OPERATIONS = Integer.getInteger("cove.test.operations", 600);
  private static final long SEED = Long.getLong("cove.test.seed", 20_261_128L);
  private static final int MOST_ROUNDS = 50;

  @LocalServerPort int port;

  private final JdbcTemplate jdbc;

  ConvergenceIntegrationTests(@Autowired JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Test
  @DisplayName("F8 mixed operations of both sides end in equal trees, each revision one higher")
  void bothSidesConverge() {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    var sandbox = new SimulatedSandbox(port, session);
    var random = new Random(SEED);
    for (int i = 0; i < OPERATIONS; i++) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> edit(ada, session, random, i);
        case 3 -> ada.delete(ApiClient.file(session, name(random)));
        case 4 ->
            ada.post(
                "/api/sessions/" + session + "/move",
                Map.of("from", name(random), "to", name(random)));
        case 5, 6 -> sandbox.write(name(random), "sandbox " + i);
        case 7 -> sandbox.remove(name(random));
        case 8 -> sandbox.push();
        default -> sandbox.pull();
      }
      if (i % 200 == 199) {
        settle(sandbox);
        assertThat(tree(ada, session)).as("after %d", i + 1).isEqualTo(sandbox.tree());
      }
    }

    settle(sandbox);

    assertThat(tree(ada, session)).isEqualTo(sandbox.tree());
    List<Long> revisions =
        jdbc.queryForList(
            "select revision from change_set where session_id = ? order by revision",
            Long.class,
            session);
    assertThat(revisions)
        .isEqualTo(LongStream.rangeClosed(1, ada.revision(session)).boxed().toList());
    assertThat(versionsNow(session)).as("what is now is the last version").isZero();
  }

  private static void settle(SimulatedSandbox sandbox) {
    int rounds = 0;
    boolean news = sandbox.pull();
    while (sandbox.push() || news) {
      assertThat(++rounds).as("rounds until nothing is new").isLessThan(MOST_ROUNDS);
      news = sandbox.pull();
    }
  }

  private static void edit(ApiClient ada, UUID session, Random random, int number) {
    String path = name(random);
    ApiClient.Answer read = ada.read(session, path);
    if (read.status() == 200) {
      ada.replace(session, path, read.etag(), "editor " + number);
    } else {
      ada.create(session, path, "editor " + number);
    }
  }

  /** Few names, so that both sides meet, and some that are a folder of others. */
  private static String name(Random random) {
    String name = String.valueOf((char) ('a' + random.nextInt(6)));
    while (random.nextInt(3) == 0) {
      name += "/" + (char) ('a' + random.nextInt(4));
    }
    return name;
  }

  private static Map<String, @Nullable String> tree(ApiClient ada, UUID session) {
    Map<String, @Nullable String> tree = new TreeMap<>();
    for (JsonNode item : ada.tree(session).get("items")) {
      String path = item.get("path").asString();
      boolean folder = item.get("type").asString().equals("FOLDER");
      tree.put(path, folder ? null : ada.read(session, path).text());
    }
    return tree;
  }

  /** How many items differ from the version that says that it is current, or have none. */
  private int versionsNow(UUID session) {
    Integer wrong =
        jdbc.queryForObject(
            """
            select count(*) from
              (select path, file_id, type, etag, revision from item where session_id = ?) i
              full join (select path, file_id, type, etag, revision from item_version
                where session_id = ? and until is null) v using (path)
            where i is distinct from v
            """,
            Integer.class,
            session,
            session);
    return wrong == null ? -1 : wrong;
  }
}
