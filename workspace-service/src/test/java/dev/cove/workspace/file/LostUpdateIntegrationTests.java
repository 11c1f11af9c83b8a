package dev.cove.workspace.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class LostUpdateIntegrationTests {

  private static final int WRITERS = 8;
  private static final int ROUNDS = 25;

  @LocalServerPort int port;

  private final JdbcTemplate jdbc;

  ApiClient ada;
  UUID session;

  LostUpdateIntegrationTests(
      @org.springframework.beans.factory.annotation.Autowired JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void newSession() {
    ada = ApiClient.user(port);
    session = ada.newSession("empty");
  }

  @Test
  @DisplayName("F9 eight writers at once on three files lose no acknowledged update")
  void writersLoseNothing() throws Exception {
    List<String> files = List.of("a.txt", "b/b.txt", "c.txt");
    files.forEach(file -> ada.create(session, file, ""));
    Set<String> acknowledged = new ConcurrentSkipListSet<>();
    Set<Long> revisions = new ConcurrentSkipListSet<>();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        int writer = w;
        writers.add(threads.submit(() -> write(writer, files, acknowledged, revisions)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    Set<String> kept = new TreeSet<>();
    for (String file : files) {
      ada.read(session, file).text().lines().forEach(kept::add);
    }
    assertThat(acknowledged).hasSize(WRITERS * ROUNDS);
    assertThat(kept).isEqualTo(new TreeSet<>(acknowledged));
    assertThat(revisions).as("one revision a save").hasSize(WRITERS * ROUNDS);
    assertThat(ada.revision(session)).isEqualTo(1 + 2 + WRITERS * ROUNDS);
    assertTotals();
  }

  private void write(
      int writer, List<String> files, Set<String> acknowledged, Set<Long> revisions) {
    var random = new Random(writer);
    for (int round = 0; round < ROUNDS; round++) {
      String file = files.get(random.nextInt(files.size()));
      String line = "writer %d round %d".formatted(writer, round);
      ApiClient.Answer saved;
      do {
        ApiClient.Answer read = ada.read(session, file);
        saved = ada.replace(session, file, read.etag(), read.text() + line + "\n");
        assertThat(saved.status()).isIn(200, 412);
      } while (saved.status() == 412);
      acknowledged.add(line);
      revisions.add(saved.json().get("revision").asLong());
    }
  }

  @Test
  @DisplayName("F13 a save that is acknowledged is committed, with its version and its event's row")
  void acknowledgedIsCommitted() {
    ApiClient.Answer saved = ada.create(session, "a.txt", "kept");

    assertThat(saved.status()).isEqualTo(201);
    // another connection sees it at once
    assertThat(
            jdbc.queryForObject("select revision from session where id = ?", Long.class, session))
        .isEqualTo(saved.json().get("revision").asLong());
    assertThat(
            jdbc.queryForObject(
                "select count(*) from item_version v join blob b on b.sha256 = v.etag"
                    + " where session_id = ? and path = 'a.txt'",
                Long.class,
                session))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("F13 when the event cannot be written, nothing is saved and nothing acknowledged")
  void nothingIsHalfDone() {
    String first = ada.create(session, "a.txt", "before").etag();
    long revision = ada.revision(session);
    jdbc.execute(
        """
        create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'disk full'; end $$
        """);
    jdbc.execute(
        "create trigger refuse before insert on outbox for each row when (new.data like '%"
            + session
            + "%') execute function refuse()");
    try {
      ApiClient.Answer failed = ada.replace(session, "a.txt", first, "after");
      assertThat(failed.status()).isEqualTo(500);
      assertThat(failed.text()).doesNotContain("disk full").doesNotContain("Exception");
    } finally {
      jdbc.execute("drop trigger refuse on outbox");
      jdbc.execute("drop function refuse()");
    }

    assertThat(ada.revision(session)).isEqualTo(revision);
    assertThat(ada.read(session, "a.txt").text()).isEqualTo("before");
    assertThat(ada.replace(session, "a.txt", first, "after").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("S10 of 20 creations of the same file at once, one wins")
  void onlyOneCreates() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ApiClient.Answer>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String text = "writer " + i;
        all.add(threads.submit(() -> ada.create(session, "one.txt", text)));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<ApiClient.Answer> answer : all) {
        statuses.add(answer.get().status());
      }
      assertThat(statuses).filteredOn(s -> s == 201).hasSize(1);
      assertThat(statuses).filteredOn(s -> s == 412).hasSize(19);
    }
  }

  private void assertTotals() {
    JsonNode usage = ada.get("/api/sessions/" + session + "/usage").json();
    assertThat(usage.get("bytes").asLong())
        .isEqualTo(
            jdbc.queryForObject(
                "select sum(size) from item where session_id = ?", Long.class, session));
    assertThat(usage.get("entries").asLong())
        .isEqualTo(
            jdbc.queryForObject(
                "select count(*) from item where session_id = ?", Long.class, session));
  }
}
