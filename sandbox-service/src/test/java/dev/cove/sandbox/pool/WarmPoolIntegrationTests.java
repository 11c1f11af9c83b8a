package dev.cove.sandbox.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Container;
import dev.cove.sandbox.Api;
import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.disk.SessionDisks;
import dev.cove.sandbox.sandbox.Sandboxes;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.jdbc.core.JdbcTemplate;

/** Containers that wait, with a real engine and database. */
@EnabledIf("dev.cove.sandbox.RunningService#hasDocker")
class WarmPoolIntegrationTests {

  private static final Duration LONG = RunningService.PATIENCE;

  private final Map<UUID, UUID> owners = new java.util.HashMap<>();

  @BeforeEach
  void start() {
    RunningService.start("cove.sandbox.pool.size=2", "cove.sandbox.pool.max=3");
    awaitReady(2);
  }

  @AfterEach
  void end() {
    owners.forEach((session, owner) ->
        RunningService.publish(
            "cove.sessions",
            "session-deleted",
            session,
            Map.of("sessionId", session, "ownerId", owner)));
    await()
        .atMost(LONG)
        .until(() ->
            RunningService.bean(Sandboxes.class).active().stream()
                .noneMatch(sandbox -> owners.containsKey(sandbox.sessionId())));
  }

  private static double ready() {
    return RunningService.bean(MeterRegistry.class).get("cove.sandbox.pool.ready").gauge().value();
  }

  private static void awaitReady(int least) {
    await().atMost(LONG).until(() -> ready() >= least);
  }

  private static Set<String> containerIds() {
    Set<String> ids = new HashSet<>();
    for (Container container :
        RunningService.docker()
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of("cove.instance", RunningService.INSTANCE))
            .exec()) {
      ids.add(container.getLabels().get("cove.sandbox"));
    }
    return ids;
  }

  private static Set<String> pooledIds() {
    return RunningService.bean(PooledContainers.class).ids();
  }

  private UUID session(UUID owner) {
    UUID session =
        RunningService.WORKSPACE.session(owner, Map.of("main.py", "print(open('who').read())\n"));
    owners.put(session, owner);
    return session;
  }

  private static String sandboxId(UUID session) {
    return String.valueOf(
        RunningService.bean(Sandboxes.class).find(session).orElseThrow().sandboxId());
  }

  private static Api.Answer run(Api api, UUID session, String code) {
    return api.post("/api/sessions/" + session + "/executions", Map.of("code", code));
  }

  @Test
  @DisplayName("S1 S12 a start takes a waiting container, once, and another one takes its place")
  void startTakesAWaitingContainer() {
    Set<String> waiting = pooledIds();
    UUID owner = UUID.randomUUID();
    UUID session = session(owner);
    Api api = RunningService.api(owner);
    var answer = run(api, session, "print(sorted(__import__('os').listdir('/workspace')))");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("stdout").asString()).isEqualTo("['main.py']\n");
    assertThat(waiting).contains(sandboxId(session));
    assertThat(pooledIds()).doesNotContain(sandboxId(session));
    awaitReady(2);
    assertThat(pooledIds()).doesNotContain(sandboxId(session));
  }

  @Test
  @DisplayName("S1 the meter counts a container as ready only when a start would get it")
  void onlyClaimableContainersCountAsReady() {
    JdbcTemplate jdbc = RunningService.bean(JdbcTemplate.class);
    jdbc.execute(
        """
        create function slowly() returns trigger language plpgsql as
          'begin perform pg_sleep(0.5); return new; end';
        create trigger slowly before update on pooled for each row execute function slowly();
        """);
    try {
      UUID owner = UUID.randomUUID();
      assertThat(run(RunningService.api(owner), session(owner), "1").status()).isEqualTo(200);
      await()
          .atMost(LONG)
          .until(() -> {
            double shown = ready();
            assertThat(
                    jdbc.queryForObject(
                        "select count(*) from pooled where ready_at is not null", Integer.class))
                .isGreaterThanOrEqualTo((int) shown);
            return shown >= 2;
          });
    } finally {
      jdbc.execute("drop trigger slowly on pooled; drop function slowly()");
    }
  }

  @Test
  @DisplayName("S12 whoever comes next gets another container, with nothing of the one before")
  void aContainerServesOneSessionInItsLife() {
    UUID first = UUID.randomUUID();
    UUID secret = session(first);
    Api api = RunningService.api(first);
    run(
        api,
        secret,
        "import os\nfor d in ('/workspace', '/home/coder', '/tmp', '/dev/shm'):\n  open(d +"
            + " '/secret', 'w').write('mine')");
    String used = sandboxId(secret);
    api.post("/api/sessions/" + secret + "/sandbox/stop");
    await().atMost(LONG).until(() -> !containerIds().contains(used));
    for (int i = 0; i < 4; i++) {
      UUID other = UUID.randomUUID();
      UUID session = session(other);
      var look =
          run(
              RunningService.api(other),
              session,
              "import os\nprint([d for d in ('/workspace', '/home/coder', '/tmp', '/dev/shm') if"
                  + " os.path.exists(d + '/secret')])");
      assertThat(look.body().path("stdout").asString()).isEqualTo("[]\n");
      assertThat(sandboxId(session)).isNotEqualTo(used);
    }
  }

  @Test
  @DisplayName("S1 S9 a session's home comes with it into a container that waited")
  void theHomeComesIntoAWaitingContainer() {
    assumeTrue(RunningService.bean(SessionDisks.class).durable(), "this host may not mount");
    UUID owner = UUID.randomUUID();
    UUID session = session(owner);
    Api api = RunningService.api(owner);
    run(api, session, "open('/home/coder/kept', 'w').write('mine')");
    String used = sandboxId(session);
    api.post("/api/sessions/" + session + "/sandbox/stop");
    await().atMost(LONG).until(() -> !containerIds().contains(used));
    awaitReady(2);
    Set<String> waiting = pooledIds();
    var again = run(api, session, "print(open('/home/coder/kept').read())");
    assertThat(again.body().path("stdout").asString()).isEqualTo("mine\n");
    assertThat(waiting).contains(sandboxId(session));
  }

  @Test
  @DisplayName("S12 12 at once: no container is given to two sessions")
  void parallelStartsShareNothing() throws Exception {
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      UUID owner = UUID.randomUUID();
      UUID session = session(owner);
      calls.add(() -> {
        run(RunningService.api(owner), session, "print(1)");
        return sandboxId(session);
      });
    }
    List<String> ids = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> id : threads.invokeAll(calls)) {
        ids.add(id.get());
      }
    }
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(containerIds()).containsAll(ids);
  }

  @Test
  @DisplayName("X5 a waiting container that dies is replaced; nobody is given a dead one")
  void deadContainersAreReplaced() {
    String victim = pooledIds().iterator().next();
    for (Container container :
        RunningService.docker()
            .listContainersCmd()
            .withLabelFilter(Map.of("cove.sandbox", victim))
            .exec()) {
      RunningService.docker().removeContainerCmd(container.getId()).withForce(true).exec();
    }
    await().atMost(LONG).until(() -> !pooledIds().contains(victim));
    awaitReady(2);
    UUID owner = UUID.randomUUID();
    var answer = run(RunningService.api(owner), session(owner), "print(7)");
    assertThat(answer.body().path("stdout").asString()).isEqualTo("7\n");
  }

  @Test
  @DisplayName("X5 a waiting container whose record is lost is replaced, not counted for ever")
  void containersWithoutARecordAreReplaced() {
    Set<String> before = pooledIds();
    RunningService.bean(JdbcTemplate.class).update("delete from pooled");
    for (Container container :
        RunningService.docker()
            .listContainersCmd()
            .withLabelFilter(Map.of("cove.instance", RunningService.INSTANCE))
            .exec()) {
      if (before.contains(container.getLabels().get("cove.sandbox"))) {
        RunningService.docker().removeContainerCmd(container.getId()).withForce(true).exec();
      }
    }
    await().atMost(LONG).until(() -> pooledIds().size() >= 2);
    assertThat(pooledIds()).doesNotContainAnyElementsOf(before);
  }

  @Test
  @DisplayName("X5 one that is claimed in the moment it dies: the start makes another")
  void startWhenTheClaimedOneIsDeadMakesAnother() {
    // the record says ready, and nobody holds a connection to it: as after a crash between the two
    String ghost = "ghost0000000";
    RunningService.bean(JdbcTemplate.class)
        .update(
            "insert into pooled (sandbox_id, node, uid, container_id, created_at, ready_at)"
                + " values (?, 'local', 500001, 'none', now() - interval '1 day',"
                + " now() - interval '1 day')",
            ghost);
    UUID owner = UUID.randomUUID();
    UUID session = session(owner);
    var answer = run(RunningService.api(owner), session, "print(8)");
    assertThat(answer.body().path("stdout").asString()).isEqualTo("8\n");
    assertThat(sandboxId(session)).isEqualTo(ghost);
  }

  @Test
  @DisplayName("X5 after a restart what waited before is gone, and what serves goes on")
  void restartLeavesNothingBehind() {
    UUID owner = UUID.randomUUID();
    UUID session = session(owner);
    run(RunningService.api(owner), session, "print(1)");
    String serving = sandboxId(session);
    awaitReady(2);
    Set<String> before = pooledIds();
    RunningService.restart();
    awaitReady(2);
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(containerIds()).doesNotContainAnyElementsOf(before));
    assertThat(containerIds()).contains(serving);
    var answer = run(RunningService.api(owner), session, "print(2)");
    assertThat(answer.body().path("stdout").asString()).isEqualTo("2\n");
    assertThat(sandboxId(session)).isEqualTo(serving);
  }
}
