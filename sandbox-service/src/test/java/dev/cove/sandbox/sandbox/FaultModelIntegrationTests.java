package dev.cove.sandbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.RunningService;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.pool.PooledContainers;
import dev.cove.sandbox.session.NetworkMode;
import dev.cove.sandbox.session.Session;
import dev.cove.sandbox.session.Sessions;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.test.Infrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Random faults against a simple model: whatever happened, once it is over the records and the
 * engine agree, nothing is in between, nothing is left over, and every session opens.
 *
 * <p>The service, its database, its sockets and the protocol are real; the engine is simulated, so
 * that hundreds of faults take a minute and a seed says which.
 */
class FaultModelIntegrationTests {

  private static final int FAULTS = 500;
  private static final int ROUND = 20;
  private static final Duration CONSISTENT_WITHIN = Duration.ofSeconds(60);
  private static final SimulatedEngine ENGINE = new SimulatedEngine();

  private enum Fault {
    START,
    START_TWICE_AT_ONCE,
    STOP,
    RESTART,
    CONTAINER_REMOVED,
    CONTAINER_ENDED,
    ORPHAN_APPEARS,
    ENGINE_AWAY,
    ENGINE_BACK,
    LAUNCH_REFUSED,
    LAUNCH_NOT_TOLD,
    AGENT_MUTE,
    AGENT_DISCONNECTED,
    AGENT_FROZEN,
    SESSION_TRASHED,
    POOL_RECORD_LOST
  }

  @Configuration(proxyBeanMethods = false)
  static class Engine {
    @Bean
    @Primary
    ContainerRuntime simulatedEngine() {
      return ENGINE;
    }
  }

  private final Random random;
  private final long seed;
  private final List<UUID> users = new ArrayList<>();
  private final List<UUID> sessions = new ArrayList<>();
  private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

  FaultModelIntegrationTests() {
    seed = Long.getLong("cove.test.seed", System.nanoTime());
    random = new Random(seed);
  }

  @BeforeAll
  static void startService() {
    RunningService.start(
        List.of(Engine.class),
        "cove.sandbox.pool.size=2",
        "cove.sandbox.pool.max=3",
        "cove.sandbox.start-within=2s",
        "cove.sandbox.stop-within=1s");
  }

  @AfterAll
  static void end() {
    RunningService.stop();
  }

  @Test
  @DisplayName(
      "X5 S2 X3 500 random faults: records and containers agree within 60 s, sessions open")
  void whateverHappensTheWorldIsConsistentSoon() {
    System.out.printf("faults from seed %d (-Dcove.test.seed)%n", seed);
    for (int i = 0; i < 6; i++) {
      UUID user = UUID.randomUUID();
      users.add(user);
      for (int j = 0; j < 3; j++) {
        sessions.add(RunningService.WORKSPACE.session(user, Map.of("main.py", "print(1)\n")));
        bean(Sessions.class)
            .put(new Session(sessions.getLast(), user, "test", "ACTIVE", NetworkMode.NONE));
      }
    }
    List<Long> healed = new ArrayList<>();
    for (int i = 1; i <= FAULTS; i++) {
      inflict(Fault.values()[random.nextInt(Fault.values().length)]);
      if (i % (5 * ROUND) == 0) {
        crash();
      }
      if (i % ROUND == 0) {
        long began = System.nanoTime();
        heal();
        healed.add((System.nanoTime() - began) / 1_000_000);
        opens(any(sessions));
      }
    }
    System.out.printf(
        "%s; consistent again after at most %d ms%n",
        done, healed.stream().mapToLong(Long::longValue).max().orElseThrow());
  }

  private void inflict(Fault fault) {
    done.merge(fault, 1, Integer::sum);
    UUID session = any(sessions);
    UUID owner = bean(Sessions.class).find(session).orElseThrow().ownerId();
    SandboxService service = bean(SandboxService.class);
    try {
      switch (fault) {
        case START -> service.start(session, owner);
        case START_TWICE_AT_ONCE -> {
          try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> service.startQuietly(session));
            threads.execute(() -> service.startQuietly(session));
          }
        }
        case STOP -> service.stop(session, owner);
        case RESTART -> service.restart(session, owner, "user");
        case CONTAINER_REMOVED -> ENGINE.removeAny(random);
        case CONTAINER_ENDED -> ENGINE.endAny(random);
        case ORPHAN_APPEARS -> ENGINE.addOrphan("orphan" + random.nextInt(1_000_000));
        case ENGINE_AWAY -> ENGINE.away(true);
        case ENGINE_BACK -> ENGINE.away(false);
        case LAUNCH_REFUSED -> ENGINE.next(SimulatedEngine.Mishap.REFUSED);
        case LAUNCH_NOT_TOLD -> ENGINE.next(SimulatedEngine.Mishap.MADE_BUT_NOT_TOLD);
        case AGENT_MUTE -> ENGINE.next(SimulatedEngine.Mishap.MUTE);
        case AGENT_DISCONNECTED -> ENGINE.disconnectAny(random);
        case AGENT_FROZEN -> ENGINE.freezeAny(random);
        case SESSION_TRASHED -> service.abandon(session, "session-trashed");
        case POOL_RECORD_LOST ->
            bean(JdbcTemplate.class)
                .update("delete from pooled where ready_at is not null and random() < 0.5");
      }
    } catch (ProblemException e) {
      // refused in words is an answer, too
      assertThat(e.status().is5xxServerError() && e.code().equals("internal-error")).isFalse();
    }
  }

  /** The process dies in the midst of starts and stops, and comes back to what is recorded. */
  private void crash() {
    ENGINE.away(random.nextBoolean());
    RunningService.stop();
    if (random.nextBoolean()) {
      ENGINE.endAll();
    }
    // as if it had died between the record and the act
    try (Connection connection =
            DriverManager.getConnection(
                Infrastructure.databaseUrl() + "?currentSchema=sandbox",
                "cove_sandbox",
                Infrastructure.PASSWORD);
        Statement statement = connection.createStatement()) {
      int halves =
          statement.executeUpdate(
              """
              update sandbox set version = version + 1,
                state = case when random() < 0.5 then 'STARTING' else 'STOPPING' end
              where state = 'RUNNING' and random() < 0.5
              """);
      System.out.printf("crashed with %d starts and stops under way%n", halves);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    ENGINE.away(false);
    startService();
  }

  private void heal() {
    ENGINE.away(false);
    ENGINE.next(null);
    ENGINE.thawAll();
    await()
        .atMost(CONSISTENT_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> {
          bean(Reconciler.class).reconcile();
          agrees();
        });
  }

  private void agrees() {
    Sandboxes records = bean(Sandboxes.class);
    List<Sandbox> active = records.active();
    assertThat(active).allMatch(sandbox -> sandbox.state() == SandboxState.RUNNING, "seed " + seed);
    Set<String> expected =
        active.stream().map(Sandbox::sandboxId).collect(Collectors.toCollection(HashSet::new));
    assertThat(ENGINE.runningSandboxIds()).containsAll(expected);
    expected.addAll(bean(PooledContainers.class).ids());
    assertThat(ENGINE.sandboxIds()).as("seed %d", seed).isSubsetOf(expected);
    for (UUID user : users) {
      assertThat(records.activeOf(user)).hasSizeLessThanOrEqualTo(3);
    }
    assertThat(ENGINE.configuredTwice()).as("one container, one session").isEmpty();
  }

  /** What the reconciler repairs meanwhile may refuse a first try, but not for long. */
  private void opens(UUID session) {
    Session known = bean(Sessions.class).find(session).orElseThrow();
    await()
        .atMost(CONSISTENT_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(ProblemException.class)
        .untilAsserted(() -> {
          bean(Reconciler.class).reconcile();
          LiveSandbox live = bean(SandboxService.class).running(known);
          assertThat(live.ready()).isCompleted();
          assertThat(bean(Sandboxes.class).find(session).orElseThrow().state())
              .isEqualTo(SandboxState.RUNNING);
        });
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static <T> T bean(Class<T> type) {
    return RunningService.bean(type);
  }
}
