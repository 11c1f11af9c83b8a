package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.agent.AgentServer;
import dev.cove.sandbox.agent.RunDirectories;
import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.container.ContainerSpec;
import dev.cove.sandbox.disk.DiskException;
import dev.cove.sandbox.disk.SessionDisks;
import dev.cove.sandbox.sync.ContentBudget;
import dev.cove.sandbox.sync.FileSync;
import dev.cove.sandbox.sync.SyncMeters;
import dev.cove.sandbox.workspace.Workspace;
import dev.cove.sandbox.workspace.WorkspaceException;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Brings containers up: makes one while the session's files are fetched, tells its agent whom it
 * serves, and fills it. Also takes over containers that lived before this process.
 */
@Component
class SandboxLauncher {

  private static final Logger log = LoggerFactory.getLogger(SandboxLauncher.class);

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
  private final RunDirectories directories;
  private final ContainerRuntime containers;
  private final SessionDisks disks;
  private final Workspace workspace;
  private final ContentBudget budget;
  private final SyncMeters syncMeters;
  private final SandboxMeters meters;
  private final ObjectProvider<SandboxObserver> observers;
  private final Clock clock;
  private final Semaphore starts;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  SandboxLauncher(
      SandboxProperties properties,
      SandboxTransitions transitions,
      Sandboxes sandboxes,
      LiveSandboxes lives,
      SandboxStopper stopper,
      AgentServer agents,
      RunDirectories directories,
      ContainerRuntime containers,
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
    this.directories = directories;
    this.containers = containers;
    this.disks = disks;
    this.workspace = workspace;
    this.budget = budget;
    this.syncMeters = syncMeters;
    this.meters = meters;
    this.observers = observers;
    this.clock = clock;
    this.starts = new Semaphore(properties.parallelStarts(), true);
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
        CompletableFuture.supplyAsync(
            () -> FileSync.prefetch(sandbox.sessionId(), workspace), threads);
    LiveSandboxFeed listener = listener(live);
    AgentLink link = agents.listen(live.sandboxId(), sandbox.uid(), listener);
    live.linked(link);
    if (!starts.tryAcquire(left(deadline), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException();
    }
    String containerId;
    long made;
    try {
      long before = System.nanoTime();
      containerId = containers.launch(spec(sandbox, live));
      made = System.nanoTime();
      meters.phase(SandboxMeters.Phase.CONTAINER, made - before);
    } finally {
      starts.release();
    }
    link.connected().get(left(deadline), TimeUnit.NANOSECONDS);
    disks.attach(live.sandboxId(), live.sessionId(), sandbox.uid());
    configure(sandbox, link);
    long connected = System.nanoTime();
    meters.phase(SandboxMeters.Phase.AGENT, connected - made);
    FileSync sync = sync(live, link, listener, 0);
    sync.fill(files.get(left(deadline), TimeUnit.NANOSECONDS))
        .get(left(deadline), TimeUnit.NANOSECONDS);
    meters.phase(SandboxMeters.Phase.FILES, System.nanoTime() - connected);
    if (transitions.running(sandbox, containerId, sync.appliedRevision()).isEmpty()) {
      log.info("Sandbox of session {} was stopped while it started", sandbox.sessionId());
      stopper.release(live);
      containers.remove(containerId);
      disks.detach(live.sandboxId());
      live.ready().completeExceptionally(SandboxErrors.notRunning());
      return;
    }
    meters.phase(SandboxMeters.Phase.TOTAL, System.nanoTime() - began);
    live.ready().complete(live);
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
        live.ready().complete(live);
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
    var _ =
        AgentFiles.await(
            link.terminals()
                .request(
                    "configure",
                    Map.of(
                        "sessionId",
                        sandbox.sessionId(),
                        "env",
                        disks.durable() ? LASTING_ENVIRONMENT : ENVIRONMENT,
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

  private ContainerSpec spec(Sandbox sandbox, LiveSandbox live) {
    return new ContainerSpec(
        live.sandboxId(),
        properties.instanceName(),
        sandbox.sessionId(),
        Objects.requireNonNullElse(sandbox.image(), properties.image()),
        directories.of(live.sandboxId()),
        sandbox.uid(),
        disks.slot(live.sandboxId()),
        properties.runtime(),
        properties.limits());
  }

  private void fail(Sandbox sandbox, LiveSandbox live, String reason, @Nullable Throwable cause) {
    log.warn("The sandbox of session {} failed: {}", sandbox.sessionId(), reason, cause);
    meters.failed(reason);
    stopper.release(live);
    try {
      containers.find(live.sandboxId()).ifPresent(found -> containers.remove(found.containerId()));
      disks.detach(live.sandboxId());
    } catch (ContainerException e) {
      log.warn("Its container is left to the reconciler", e);
    }
    var _ = transitions.failed(sandbox, reason);
    live.ready().completeExceptionally(SandboxErrors.failed(reason));
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case ContainerException.NoImage _ -> "no-image";
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
