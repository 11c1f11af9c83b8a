package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.disk.DiskException;
import dev.cove.sandbox.disk.SessionDisks;
import dev.cove.sandbox.pool.PooledContainers;
import dev.cove.sandbox.session.Session;
import dev.cove.sandbox.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes records and containers agree, both ways: at the start of this process, before anybody is
 * served, and every half minute. Containers of another installation are not even seen.
 */
@Component
class Reconciler implements SmartLifecycle {

  /** What is not as it should be. */
  private sealed interface Drift {
    /** A container nobody has a record of. */
    record Orphan(ContainerRuntime.Container container) implements Drift {}

    /** A record that says it runs, with no container that does. */
    record Gone(Sandbox sandbox) implements Drift {}

    /** It runs, and this process does not serve it yet. */
    record Unserved(Sandbox sandbox) implements Drift {}

    /** It serves a session that is in the trash or gone. */
    record Unowned(Sandbox sandbox, boolean deleted) implements Drift {}

    /** A start or a stop nobody carries out any more. */
    record Stuck(Sandbox sandbox) implements Drift {}
  }

  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Sandboxes sandboxes;
  private final PooledContainers pooled;
  private final Sessions sessions;
  private final LiveSandboxes lives;
  private final ContainerRuntime containers;
  private final SessionDisks disks;
  private final SandboxLauncher launcher;
  private final SandboxStopper stopper;
  private final SandboxService service;
  private final SandboxTransitions transitions;
  private final SandboxProperties properties;
  private final Clock clock;
  private volatile boolean running;

  Reconciler(
      Sandboxes sandboxes,
      PooledContainers pooled,
      Sessions sessions,
      LiveSandboxes lives,
      ContainerRuntime containers,
      SessionDisks disks,
      SandboxLauncher launcher,
      SandboxStopper stopper,
      SandboxService service,
      SandboxTransitions transitions,
      SandboxProperties properties,
      Clock clock) {
    this.sandboxes = sandboxes;
    this.pooled = pooled;
    this.sessions = sessions;
    this.lives = lives;
    this.containers = containers;
    this.disks = disks;
    this.launcher = launcher;
    this.stopper = stopper;
    this.service = service;
    this.transitions = transitions;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  public void start() {
    running = true;
    reconcile();
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server: who comes back finds the socket of his agent. */
  @Override
  public int getPhase() {
    return 0;
  }

  @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
  void reconcile() {
    try {
      // containers first: one that is made after this look has its record before
      List<ContainerRuntime.Container> found = containers.list();
      Set<String> disksOf = new HashSet<>(disks.holders());
      // and the pool before the sandboxes: a claim moves a container from here to there
      Set<String> waiting = pooled.ids();
      Map<String, Sandbox> active =
          sandboxes.active().stream()
              .filter(sandbox -> sandbox.sandboxId() != null)
              .collect(Collectors.toMap(Sandbox::sandboxId, Function.identity()));
      for (ContainerRuntime.Container container : found) {
        String id = container.sandboxId();
        if (id == null || !(active.containsKey(id) || waiting.contains(id))) {
          repair(new Drift.Orphan(container));
        }
      }
      disksOf.removeAll(active.keySet());
      disksOf.removeAll(waiting);
      // also of the orphans, whose containers are removed by now
      disksOf.forEach(disks::detach);
      for (Sandbox sandbox : active.values()) {
        Drift drift = drift(sandbox);
        if (drift != null) {
          repair(drift);
        }
      }
    } catch (ContainerException | DiskException e) {
      log.warn("The container engine does not answer; states are compared later", e);
    }
  }

  private @Nullable Drift drift(Sandbox sandbox) {
    Session session = sessions.find(sandbox.sessionId()).orElse(null);
    if (session != null && session.gone() && stopper.underWay(sandbox.sessionId()).isEmpty()) {
      return new Drift.Unowned(sandbox, session.deleted());
    }
    boolean served = lives.find(sandbox.sessionId()).isPresent();
    boolean old =
        sandbox.since().plus(properties.startWithin()).plus(PATIENCE).isBefore(clock.instant());
    return switch (sandbox.state()) {
      case RUNNING -> {
        if (!hasContainer(sandbox)) {
          yield new Drift.Gone(sandbox);
        }
        yield served ? null : new Drift.Unserved(sandbox);
      }
      case STARTING -> served && !old ? null : new Drift.Stuck(sandbox);
      case STOPPING ->
          stopper.underWay(sandbox.sessionId()).isPresent() ? null : new Drift.Stuck(sandbox);
      case STOPPED, FAILED -> null;
    };
  }

  private void repair(Drift drift) {
    try {
      switch (drift) {
        case Drift.Orphan(var container) -> {
          log.info("Removing a container without a record: {}", container.containerId());
          containers.remove(container.containerId());
        }
        case Drift.Gone(var sandbox) -> stopper.gone(sandbox, "container-ended");
        case Drift.Unserved(var sandbox) -> {
          log.info("Going on with the container of session {}", sandbox.sessionId());
          launcher.adopt(sandbox);
        }
        case Drift.Unowned(var sandbox, boolean deleted) -> {
          if (deleted) {
            service.forget(sandbox.sessionId());
          } else {
            service.abandon(sandbox.sessionId(), "session-trashed");
          }
        }
        case Drift.Stuck(var sandbox) -> unstick(sandbox);
      }
    } catch (ContainerException e) {
      log.warn("A repair has to wait for the container engine", e);
    }
  }

  private void unstick(Sandbox sandbox) {
    if (sandbox.state() == SandboxState.STARTING) {
      stopper.gone(sandbox, "start-interrupted");
      service.startQuietly(sandbox.sessionId());
      return;
    }
    if (!hasContainer(sandbox)) {
      var _ = transitions.stopped(sandbox, "container-ended");
      return;
    }
    if (lives.find(sandbox.sessionId()).isEmpty()) {
      launcher.adopt(sandbox);
    }
    lives
        .find(sandbox.sessionId())
        .ifPresent(live -> {
          var _ = live.ready().thenRun(() -> stopAgain(sandbox));
        });
  }

  private void stopAgain(Sandbox sandbox) {
    var _ = stopper.stop(sandbox, "resumed-stop", SandboxStopper.Care.SAFE);
  }

  private boolean hasContainer(Sandbox sandbox) {
    String id = sandbox.sandboxId();
    return id != null && containers.find(id).map(ContainerRuntime.Container::running).orElse(false);
  }
}
