package dev.cove.sandbox.pool;

import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.agent.AgentObserver;
import dev.cove.sandbox.agent.AgentServer;
import dev.cove.sandbox.agent.AssignableObserver;
import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerIds;
import dev.cove.sandbox.container.ContainerRemover;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.container.ContainerStarts;
import dev.cove.sandbox.container.ContainerTemplate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps containers that run, with the agent connected and no user data, so that a start need not
 * wait for the engine. One serves one session in its life and is removed with it; none comes back.
 *
 * <p>Which container is whose is decided by {@link PooledContainers#claim} in the database; this
 * class holds the connections of those that wait, and refills. The pool belongs to one process:
 * what an earlier one left is removed at the start. Thread-safe.
 */
public final class WarmPool implements SmartLifecycle {

  /** A container that runs and has been claimed. */
  public record Warm(
      String sandboxId, int uid, String containerId, AgentLink link, AssignableObserver observer) {}

  /** One of the pool; {@code claimable} once the database would give it to somebody. */
  private record Place(Warm warm, boolean claimable) {}

  private static final Logger log = LoggerFactory.getLogger(WarmPool.class);
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(30);

  private final String node;
  private final Demand demand;
  private final PooledContainers records;
  private final AgentServer agents;
  private final ContainerRuntime containers;
  private final ContainerRemover remover;
  private final ContainerTemplate template;
  private final ContainerStarts starts;
  private final Clock clock;
  private final Counter hits;
  private final Counter misses;
  private final Map<String, Place> waiting = new ConcurrentHashMap<>();
  private final BooleanSupplier closed;
  private final Duration firstFillAfter;
  private final Semaphore nudges = new Semaphore(0);
  private volatile @Nullable Thread worker;

  /**
   * @param node whose containers these are
   * @param closed whether nothing new is started here
   */
  public WarmPool(
      String node,
      BooleanSupplier closed,
      PoolProperties properties,
      PooledContainers records,
      AgentServer agents,
      ContainerRuntime containers,
      ContainerRemover remover,
      ContainerTemplate template,
      ContainerStarts starts,
      Clock clock,
      MeterRegistry meters) {
    this.node = node;
    this.closed = closed;
    this.firstFillAfter = properties.firstFillAfter();
    this.demand = new Demand(properties, clock);
    this.records = records;
    this.agents = agents;
    this.containers = containers;
    this.remover = remover;
    this.template = template;
    this.starts = starts;
    this.clock = clock;
    this.hits = claims(meters, "warm");
    this.misses = claims(meters, "cold");
    Gauge.builder("cove.sandbox.pool.ready", waiting, WarmPool::claimable)
        .description("Containers that wait for a session")
        .register(meters);
    Gauge.builder("cove.sandbox.pool.target", demand, Demand::target)
        .description("Containers that should wait for a session")
        .register(meters);
  }

  private static long claimable(Map<String, Place> waiting) {
    return waiting.values().stream().filter(Place::claimable).count();
  }

  private static Counter claims(MeterRegistry meters, String result) {
    return Counter.builder("cove.sandbox.pool.claims")
        .description("Starts that found a container waiting, and those that did not")
        .tag("result", result)
        .register(meters);
  }

  /**
   * The connection of a container that has just been claimed for a sandbox; empty when the sandbox
   * has none of ours and a container is to be made.
   */
  public Optional<Warm> take(String sandboxId) {
    Optional<Warm> warm = Optional.ofNullable(waiting.remove(sandboxId)).map(Place::warm);
    (warm.isEmpty() ? misses : hits).increment();
    demand.started();
    nudges.release();
    return warm;
  }

  @Override
  public void start() {
    Thread starting = Thread.ofVirtual().name("warm-pool").unstarted(this::run);
    worker = starting;
    starting.start();
  }

  /** Removes what waits: nobody would know it after this process. */
  @Override
  public void stop() {
    Thread running = worker;
    worker = null;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    waiting.keySet().forEach(this::discard);
  }

  @Override
  public boolean isRunning() {
    return worker != null;
  }

  /** After the reconciler, before the web server. */
  @Override
  public int getPhase() {
    return 1;
  }

  private void run() {
    Duration backoff = Duration.ofSeconds(1);
    boolean clean = false;
    while (worker == Thread.currentThread()) {
      try {
        if (!clean) {
          records.idsOf(node).forEach(this::discard);
          clean = true;
          awaitNudge(firstFillAfter);
        }
        level();
        backoff = Duration.ofSeconds(1);
        awaitNudge(LOOK_EVERY);
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | TimeoutException | IOException | RuntimeException e) {
        log.warn("The pool is not filled; the next try is in {}", backoff, e);
        try {
          Thread.sleep(backoff);
        } catch (InterruptedException _) {
          return;
        }
        backoff = backoff.multipliedBy(2);
        backoff = backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
      }
    }
  }

  private void awaitNudge(Duration atMost) throws InterruptedException {
    if (nudges.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      nudges.drainPermits();
    }
  }

  private void awaitEndOfRush() throws InterruptedException {
    Duration left = demand.rushLeft();
    while (left.isPositive()) {
      Thread.sleep(left);
      left = demand.rushLeft();
    }
  }

  private void level()
      throws InterruptedException, ExecutionException, TimeoutException, IOException {
    int target = closed.getAsBoolean() ? 0 : demand.target();
    while (waiting.size() < target) {
      awaitEndOfRush();
      add();
    }
    for (String surplus : waiting.keySet()) {
      if (waiting.size() <= target) {
        break;
      }
      discard(surplus);
    }
  }

  private void add()
      throws InterruptedException, ExecutionException, TimeoutException, IOException {
    String id = ContainerIds.next();
    int uid = records.nextUid();
    records.insert(id, node, uid, clock.instant());
    try {
      AssignableObserver observer = new AssignableObserver(new Waiting(id));
      AgentLink link = agents.listen(id, uid, observer);
      String containerId =
          starts.forLater(() -> containers.launch(template.spec(id, uid, null), () -> {}));
      link.connected().get(CONNECTS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      waiting.put(id, new Place(new Warm(id, uid, containerId, link, observer), false));
      // after it is known here: from here on it can be claimed
      if (records.ready(id, containerId, clock.instant())) {
        waiting.computeIfPresent(id, (_, place) -> new Place(place.warm(), true));
      } else {
        waiting.remove(id);
        end(id);
      }
    } catch (InterruptedException
        | ExecutionException
        | TimeoutException
        | IOException
        | RuntimeException e) {
      discard(id);
      throw e;
    }
  }

  /** Ends one unless somebody has claimed it. */
  private void discard(String id) {
    if (records.remove(id)) {
      waiting.remove(id);
      end(id);
    }
  }

  private void end(String id) {
    try {
      remover.remove(id);
    } catch (ContainerException e) {
      log.info("A container of the pool is left to the reconciler: {}", id, e);
    }
    agents.forget(id);
  }

  /** Hears a container that waits: all that can happen to it is its end. */
  private final class Waiting implements AgentObserver {

    private final String id;

    Waiting(String id) {
      this.id = id;
    }

    @Override
    public void lost(AgentLink link) {
      if (waiting.containsKey(id)) {
        var _ = Thread.ofVirtual().name("pool-lost-" + id).start(() -> replace(id));
      }
    }
  }

  private void replace(String id) {
    log.info("A container of the pool ended by itself: {}", id);
    // whoever has its record: it does not wait any more, so it is not counted as if it did
    waiting.remove(id);
    try {
      discard(id);
    } catch (RuntimeException e) {
      log.warn("A lost container of the pool could not be removed", e);
    }
    nudges.release();
  }
}
