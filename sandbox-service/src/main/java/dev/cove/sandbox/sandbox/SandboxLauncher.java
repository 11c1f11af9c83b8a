package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.agent.AgentServer;
import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerRemover;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.container.ContainerSpec;
import dev.cove.sandbox.container.ContainerStarts;
import dev.cove.sandbox.container.ContainerTemplate;
import dev.cove.sandbox.disk.DiskException;
import dev.cove.sandbox.disk.SessionDisks;
import dev.cove.sandbox.egress.Egress;
import dev.cove.sandbox.pool.WarmPool;
import dev.cove.sandbox.session.NetworkMode;
import dev.cove.sandbox.sync.ContentBudget;
import dev.cove.sandbox.sync.FileSync;
import dev.cove.sandbox.sync.SyncMeters;
import dev.cove.sandbox.workspace.Workspace;
import dev.cove.sandbox.workspace.WorkspaceException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Brings containers up: takes the one that was claimed from the pool, or makes one, while the
 * session's files are fetched; tells its agent whom it serves, and fills it. Also takes over
 * containers that lived before this process.
 */
@Component
class SandboxLauncher {

  private static final Logger log = LoggerFactory.getLogger(SandboxLauncher.class);

  /**
   * A service that was restarted is back in some ten seconds: who starts a session waits for that
   * rather than reads of a failure.
   */
  private static final Duration WORKSPACE_BACK_WITHIN = Duration.ofSeconds(15);

  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(250);

  /** What programs inside may look at to see where they run. */
  private static final Map<String, String> ENVIRONMENT = Map.of("COVE", "1");

  /** The same where homes last: packages are installed there, and last as well. */
  private static final Map<String, String> LASTING_ENVIRONMENT =
      Map.of(
          "COVE",
          "1",
          "PYTHONUSERBASE",
          "/home/coder/.local",
          "PATH",
          "/workspace/.venv/bin:/home/coder/.local/bin:/usr/local/bin:/usr/bin:/bin");

  private final SandboxProperties properties;
  private final SandboxTransitions transitions;
  private final Sandboxes sandboxes;
  private final LiveSandboxes lives;
  private final SandboxStopper stopper;
  private final AgentServer agents;
  private final Egress egress;
  private final WarmPool pool;
  private final ContainerRuntime containers;
  private final ContainerRemover remover;
  private final ContainerTemplate template;
  private final ContainerStarts starts;
  private final SessionDisks disks;
  private final Workspace workspace;
  private final ContentBudget budget;
  private final SyncMeters syncMeters;
  private final SandboxMeters meters;
  private final ObjectProvider<SandboxObserver> observers;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SandboxLauncher(
      SandboxProperties properties,
      SandboxTransitions transitions,
      Sandboxes sandboxes,
      LiveSandboxes lives,
      SandboxStopper stopper,
      AgentServer agents,
      Egress egress,
      WarmPool pool,
      ContainerRuntime containers,
      ContainerRemover remover,
      ContainerTemplate template,
      ContainerStarts starts,
      SessionDisks disks,
      Workspace workspace,
      ContentBudget budget,
      SyncMeters syncMeters,
      SandboxMeters meters,
      ObjectProvider<SandboxObserver> observers,
      Clock clock) {
    this.properties = properties;
    this.transitions = transitions;
    this.sandboxes = sandboxes;
    this.lives = lives;
    this.stopper = stopper;
    this.agents = agents;
    this.egress = egress;
    this.pool = pool;
    this.containers = containers;
    this.remover = remover;
    this.template = template;
    this.starts = starts;
    this.disks = disks;
    this.workspace = workspace;
    this.budget = budget;
    this.syncMeters = syncMeters;
    this.meters = meters;
    this.observers = observers;
    this.clock = clock;
  }

  /** Brings up the container of a sandbox that is STARTING; returns at once. */
  void launch(Sandbox sandbox) {
    LiveSandbox live = live(sandbox);
    lives.put(live);
    threads.execute(() -> {
      try {
        bringUp(sandbox, live);
      } catch (InterruptedException _) {
        fail(sandbox, live, "interrupted", null);
      } catch (TimeoutException e) {
        fail(sandbox, live, "start-timeout", e);
      } catch (ExecutionException e) {
        fail(sandbox, live, reason(e.getCause()), e.getCause());
      } catch (IOException | RuntimeException e) {
        fail(sandbox, live, reason(e), e);
      }
    });
  }

  private void bringUp(Sandbox sandbox, LiveSandbox live)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    long began = System.nanoTime();
    long deadline = began + properties.startWithin().toNanos();
    CompletableFuture<FileSync.Prefetch> files =
        CompletableFuture.supplyAsync(() -> prefetch(sandbox.sessionId(), deadline), threads);
    LiveSandboxFeed listener = listener(live);
    Container container = container(sandbox, live, listener, deadline);
    AgentLink link = container.link();
    String containerId = container.containerId();
    live.becameConfigured();
    long connected = System.nanoTime();
    FileSync sync = sync(live, link, listener, 0);
    sync.fill(files.get(left(deadline), TimeUnit.NANOSECONDS))
        .get(left(deadline), TimeUnit.NANOSECONDS);
    meters.phase(SandboxMeters.Phase.FILES, System.nanoTime() - connected);
    live.becameFilled();
    if (transitions.running(sandbox, containerId, sync.appliedRevision()).isEmpty()) {
      log.info("Sandbox of session {} was stopped while it started", sandbox.sessionId());
      stopper.release(live);
      remover.remove(live.sandboxId());
      live.failed(SandboxErrors.notRunning());
      return;
    }
    meters.phase(SandboxMeters.Phase.TOTAL, System.nanoTime() - began);
    live.becameReady();
    if (!link.isConnected()) {
      // it went while nobody looked for that yet
      stopper.lost(live);
    }
  }

  private FileSync.Prefetch prefetch(UUID sessionId, long deadline) {
    long end = Math.min(deadline, System.nanoTime() + WORKSPACE_BACK_WITHIN.toNanos());
    while (true) {
      try {
        return FileSync.prefetch(sessionId, workspace);
      } catch (WorkspaceException.Unavailable e) {
        if (System.nanoTime() >= end) {
          throw e;
        }
        log.debug("The files of session {} are asked for again", sessionId, e);
        LockSupport.parkNanos(ASK_AGAIN_AFTER.toNanos());
      }
    }
  }

  /** A container whose agent knows whom it serves. */
  private record Container(String containerId, AgentLink link) {}

  private Container container(
      Sandbox sandbox, LiveSandbox live, LiveSandboxFeed listener, long deadline)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    WarmPool.Warm warm = pool.take(live.sandboxId()).orElse(null);
    if (warm != null) {
      long before = System.nanoTime();
      live.linked(warm.link());
      warm.observer().assign(listener);
      try {
        var _ = disks.attach(live.sandboxId(), live.sessionId(), sandbox.uid());
        configure(sandbox, warm.link());
        meters.phase(SandboxMeters.Phase.AGENT, System.nanoTime() - before);
        return new Container(warm.containerId(), warm.link());
      } catch (AgentException | DiskException e) {
        log.warn("The waiting container {} is of no use; one is made", warm.containerId(), e);
      }
    }
    if (sandbox.containerId() != null) {
      remover.remove(live.sandboxId());
    }
    return made(sandbox, live, listener, deadline);
  }

  private Container made(Sandbox sandbox, LiveSandbox live, LiveSandboxFeed listener, long deadline)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    AgentLink link = agents.listen(live.sandboxId(), sandbox.uid(), listener);
    live.linked(link);
    ContainerSpec spec = template.spec(live.sandboxId(), sandbox.uid(), sandbox.sessionId());
    // not before the engine has made the container: both mount, and wait for each other
    AtomicReference<CompletableFuture<?>> disk =
        new AtomicReference<>(CompletableFuture.completedFuture(null));
    String containerId;
    try {
      containerId =
          starts.forSomebody(
              Duration.ofNanos(left(deadline)),
              () -> {
                long before = System.nanoTime();
                String id = containers.launch(spec, () -> disk.set(attached(sandbox, live)));
                meters.phase(SandboxMeters.Phase.CONTAINER, System.nanoTime() - before);
                return id;
              });
    } finally {
      // whoever takes back what was made must find all of it
      Objects.requireNonNull(disk.get())
          .handle((_, _) -> true)
          .get(left(deadline), TimeUnit.NANOSECONDS);
    }
    Objects.requireNonNull(disk.get()).get(left(deadline), TimeUnit.NANOSECONDS);
    long before = System.nanoTime();
    link.connected().get(left(deadline), TimeUnit.NANOSECONDS);
    configure(sandbox, link);
    meters.phase(SandboxMeters.Phase.AGENT, System.nanoTime() - before);
    return new Container(containerId, link);
  }

  private CompletableFuture<?> attached(Sandbox sandbox, LiveSandbox live) {
    return CompletableFuture.runAsync(
        () -> disks.attach(live.sandboxId(), live.sessionId(), sandbox.uid()), threads);
  }

  /** Goes on with a container that runs already; returns at once. */
  void adopt(Sandbox sandbox) {
    LiveSandbox live = live(sandbox);
    lives.put(live);
    threads.execute(() -> {
      try {
        LiveSandboxFeed listener = listener(live);
        AgentLink link = agents.listen(live.sandboxId(), sandbox.uid(), listener);
        live.linked(link);
        FileSync sync = sync(live, link, listener, sandbox.appliedRevision());
        link.connected().get(properties.startWithin().toNanos(), TimeUnit.NANOSECONDS);
        configure(sandbox, link);
        live.becameReady();
        var _ =
            sync.adopt()
                .whenComplete((_, e) -> {
                  if (e != null) {
                    log.warn("Session {}: files could not be compared", sandbox.sessionId(), e);
                  }
                });
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (TimeoutException | ExecutionException | IOException | RuntimeException e) {
        fail(sandbox, live, "agent-lost", e);
      }
    });
  }

  private void configure(Sandbox sandbox, AgentLink link) {
    egress.open(link.sandboxId(), sandbox.network());
    Map<String, String> environment = new HashMap<>(egress.environment(sandbox.network()));
    environment.putAll(disks.durable() ? LASTING_ENVIRONMENT : ENVIRONMENT);
    var _ =
        AgentFiles.await(
            link.terminals()
                .request(
                    "configure",
                    Map.of(
                        "sessionId",
                        sandbox.sessionId(),
                        "env",
                        environment,
                        "egress",
                        sandbox.network() != NetworkMode.NONE,
                        "memoryLimit",
                        properties.limits().memory().toBytes(),
                        "pidsLimit",
                        properties.limits().pids(),
                        "fileLimit",
                        properties.limits().savedFile().toBytes(),
                        "ignore",
                        properties.ignore())));
  }

  private FileSync sync(LiveSandbox live, AgentLink link, LiveSandboxFeed listener, long applied) {
    FileSync sync =
        new FileSync(live.sessionId(), applied, link, workspace, budget, listener, syncMeters);
    live.synchronised(sync);
    return sync;
  }

  private LiveSandboxFeed listener(LiveSandbox live) {
    return new LiveSandboxFeed(
        live,
        observers.orderedStream().toList(),
        sandboxes,
        transitions,
        meters,
        stopper::lost,
        clock);
  }

  private void fail(Sandbox sandbox, LiveSandbox live, String reason, @Nullable Throwable cause) {
    log.warn("The sandbox of session {} failed: {}", sandbox.sessionId(), reason, cause);
    meters.failed(reason);
    stopper.release(live);
    try {
      remover.remove(live.sandboxId());
    } catch (ContainerException e) {
      log.warn("Its container is left to the reconciler", e);
    }
    try {
      var _ = transitions.failed(sandbox, reason);
    } catch (RuntimeException e) {
      log.warn("That it failed could not be recorded; the reconciler will", e);
    }
    live.failed(SandboxErrors.failed(reason));
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case ContainerException.NoImage _ -> "no-image";
      case ContainerException.NoRuntime _ -> "no-runtime";
      case ContainerException.Unavailable _ -> "engine-unavailable";
      case ContainerException _ -> "engine-refused";
      case WorkspaceException _ -> "workspace-unavailable";
      case AgentException _ -> "agent-lost";
      case DiskException _ -> "disk-unavailable";
      case null, default -> "internal-error";
    };
  }

  private static long left(long deadline) {
    return Math.max(1, deadline - System.nanoTime());
  }

  private static LiveSandbox live(Sandbox sandbox) {
    return new LiveSandbox(
        sandbox.sessionId(), sandbox.ownerId(), Objects.requireNonNull(sandbox.sandboxId()));
  }
}
