package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentServer;
import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerRemover;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.egress.Egress;
import dev.cove.sandbox.sync.FileSync;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Ends sandboxes: no more input, the last changes confirmed by the workspace, then the container is
 * removed. Without confirmation it stays, unless its session is gone.
 */
@Component
class SandboxStopper {

  /** How careful a stop is. */
  enum Care {
    /** Not without confirmation. */
    SAFE,
    /** A short try, then all the same. */
    HURRIED
  }

  private static final Logger log = LoggerFactory.getLogger(SandboxStopper.class);
  private static final Duration HURRY = Duration.ofSeconds(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(700);

  private final SandboxProperties properties;
  private final SandboxTransitions transitions;
  private final Sandboxes sandboxes;
  private final LiveSandboxes lives;
  private final AgentServer agents;
  private final Egress egress;
  private final ContainerRuntime containers;
  private final ContainerRemover remover;
  private final SandboxMeters meters;
  private final ObjectProvider<SandboxObserver> observers;
  private final Map<UUID, CompletableFuture<Sandbox>> stops = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SandboxStopper(
      SandboxProperties properties,
      SandboxTransitions transitions,
      Sandboxes sandboxes,
      LiveSandboxes lives,
      AgentServer agents,
      Egress egress,
      ContainerRuntime containers,
      ContainerRemover remover,
      SandboxMeters meters,
      ObjectProvider<SandboxObserver> observers) {
    this.properties = properties;
    this.transitions = transitions;
    this.sandboxes = sandboxes;
    this.lives = lives;
    this.agents = agents;
    this.egress = egress;
    this.containers = containers;
    this.remover = remover;
    this.meters = meters;
    this.observers = observers;
  }

  /**
   * Stops a sandbox and answers at once; the future has how it ended. A stop that is under way is
   * joined.
   */
  CompletableFuture<Sandbox> stop(Sandbox sandbox, String reason, Care care) {
    CompletableFuture<Sandbox> mine = new CompletableFuture<>();
    CompletableFuture<Sandbox> before = stops.putIfAbsent(sandbox.sessionId(), mine);
    if (before != null) {
      return before;
    }
    threads.execute(() -> {
      try {
        Sandbox end = carryOut(sandbox.sessionId(), reason, care);
        stops.remove(sandbox.sessionId(), mine);
        mine.complete(end);
      } catch (InterruptedException | RuntimeException e) {
        log.warn("Stopping the sandbox of session {} failed", sandbox.sessionId(), e);
        stops.remove(sandbox.sessionId(), mine);
        mine.completeExceptionally(e);
      }
    });
    return mine;
  }

  /** The stop that is under way, if one is. */
  Optional<CompletableFuture<Sandbox>> underWay(UUID sessionId) {
    return Optional.ofNullable(stops.get(sessionId));
  }

  private Sandbox carryOut(UUID sessionId, String reason, Care care) throws InterruptedException {
    Sandbox now = sandboxes.find(sessionId).orElseThrow();
    LiveSandbox live = lives.find(sessionId).orElse(null);
    if (now.state() == SandboxState.STARTING && care == Care.SAFE && live != null) {
      awaitReady(live);
      now = sandboxes.find(sessionId).orElseThrow();
    }
    if (!now.state().isActive()) {
      return now;
    }
    if (now.state() != SandboxState.STOPPING) {
      Optional<Sandbox> stopping = transitions.stopping(now, reason);
      if (stopping.isEmpty()) {
        return carryOut(sessionId, reason, care);
      }
      now = stopping.get();
    }
    if (live != null) {
      live.closing(true);
      boolean confirmed = confirmed(live, care == Care.SAFE ? properties.stopWithin() : HURRY);
      if (!confirmed && care == Care.SAFE && isRunning(now)) {
        meters.unconfirmedStop();
        live.closing(false);
        log.error("Session {}: the last changes are not saved, so it stays", sessionId);
        return transitions.notStopped(now, "stop-unconfirmed").orElse(now);
      }
      observers.orderedStream().forEach(observer -> observer.stopping(live));
      tell(live, reason);
      release(live);
    }
    removeContainer(now);
    return transitions.stopped(now, reason).orElse(now);
  }

  private boolean confirmed(LiveSandbox live, Duration within) throws InterruptedException {
    FileSync sync = live.syncOrNull();
    if (sync == null || !live.ready().isDone() || live.ready().isCompletedExceptionally()) {
      return false;
    }
    try {
      sync.flush().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Session {}: no confirmation of the last changes", live.sessionId(), e);
      return false;
    }
  }

  private static void awaitReady(LiveSandbox live) throws InterruptedException {
    try {
      live.ready().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      log.debug("It never came up", e);
    }
  }

  /**
   * Its agent's channel ended: looks whether the container did, too, until the agent is back. A
   * busy engine calls a container running for a while after its last process has ended.
   */
  void lost(LiveSandbox live) {
    if (lives.find(live.sessionId()).orElse(null) != live || !live.ready().isDone()) {
      return;
    }
    threads.execute(() -> {
      try {
        long end = System.nanoTime() + LiveSandbox.END_KNOWN_WITHIN.toNanos();
        do {
          Thread.sleep(LOOK_EVERY);
        } while (mayHaveEnded(live) && !sawItsEnd(live) && System.nanoTime() < end);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (ContainerException e) {
        log.info("The engine could not be asked; the reconciler will", e);
      }
    });
  }

  private boolean mayHaveEnded(LiveSandbox live) {
    return lives.find(live.sessionId()).orElse(null) == live
        && !live.agent().isConnected()
        && !stops.containsKey(live.sessionId());
  }

  private boolean sawItsEnd(LiveSandbox live) {
    Optional<Sandbox> ended =
        sandboxes
            .find(live.sessionId())
            .filter(row -> live.sandboxId().equals(row.sandboxId()))
            .filter(row -> row.state() == SandboxState.RUNNING)
            .filter(row -> !isRunning(row));
    ended.ifPresent(row -> gone(row, "container-ended"));
    return ended.isPresent();
  }

  /** The container ended without us. */
  void gone(Sandbox sandbox, String reason) {
    LiveSandbox live = lives.find(sandbox.sessionId()).orElse(null);
    if (transitions.failed(sandbox, reason).isEmpty()) {
      return;
    }
    meters.failed(reason);
    log.warn("The container of session {} is gone: {}", sandbox.sessionId(), reason);
    if (live != null) {
      tell(live, reason);
      release(live);
    }
    removeContainer(sandbox);
  }

  /** Lets go of everything this process holds of a container. */
  void release(LiveSandbox live) {
    lives.remove(live);
    FileSync sync = live.syncOrNull();
    if (sync != null) {
      sync.close();
    }
    egress.close(live.sandboxId());
    agents.forget(live.sandboxId());
  }

  private void tell(LiveSandbox live, String reason) {
    observers.orderedStream().forEach(observer -> observer.stopped(live, reason));
  }

  private boolean isRunning(Sandbox sandbox) {
    @Nullable String id = sandbox.sandboxId();
    return id != null && containers.find(id).map(ContainerRuntime.Container::running).orElse(false);
  }

  private void removeContainer(Sandbox sandbox) {
    String id = sandbox.sandboxId();
    if (id != null) {
      remover.remove(id);
    }
  }
}
