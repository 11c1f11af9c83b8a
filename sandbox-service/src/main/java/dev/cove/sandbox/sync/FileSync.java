package dev.cove.sandbox.sync;

import dev.cove.sandbox.agent.AgentEvent.FileChange;
import dev.cove.sandbox.agent.AgentEvent.FilesChanged;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.workspace.Workspace;
import dev.cove.sandbox.workspace.Workspace.ChangeSet;
import dev.cove.sandbox.workspace.WorkspaceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one container and its session's workspace equal. One worker does both directions in turn,
 * so nothing overtakes anything; while the workspace is away it tries again, and what the container
 * changes meanwhile stays in the container. Thread-safe.
 */
public final class FileSync {

  /** Contents fetched while the container was still starting. */
  public static final class Prefetch {
    private final ContainerTree.Prefetched files;

    private Prefetch(ContainerTree.Prefetched files) {
      this.files = files;
    }
  }

  private sealed interface Task {
    record Fill(ContainerTree.Prefetched files, CompletableFuture<Void> done) implements Task {}

    record Adopt(CompletableFuture<Void> done, boolean flushed) implements Task {}

    record Pull() implements Task {}

    record Push(FilesChanged batch, long arrived) implements Task {}

    record Mark(int lossesBefore, CompletableFuture<Void> done) implements Task {}
  }

  private record Waiter(long revision, CompletableFuture<Void> done) {}

  private static final Logger log = LoggerFactory.getLogger(FileSync.class);
  private static final int MAX_QUEUED_CHANGES = 20_000;
  private static final Duration FLUSHED_WITHIN = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final UUID sessionId;
  private final AgentLink agent;
  private final Workspace workspace;
  private final SyncObserver observer;
  private final SyncMeters meters;
  private final ContainerTree tree;
  private final ContainerChanges changes;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean pullQueued = new AtomicBoolean();
  private final AtomicInteger queuedChanges = new AtomicInteger();
  private final AtomicInteger losses = new AtomicInteger();
  private final AtomicBoolean overflowed = new AtomicBoolean();
  private volatile long applied;
  private volatile boolean closed;
  private volatile @Nullable Thread worker;

  /**
   * @param applied the revision the container is known to have
   */
  public FileSync(
      UUID sessionId,
      long applied,
      AgentLink agent,
      Workspace workspace,
      ContentBudget budget,
      SyncObserver observer,
      SyncMeters meters) {
    this.sessionId = sessionId;
    this.applied = applied;
    this.agent = agent;
    this.workspace = workspace;
    this.observer = observer;
    this.meters = meters;
    this.tree = new ContainerTree(sessionId, agent, workspace, budget);
    this.changes = new ContainerChanges(sessionId, agent, workspace, budget, tree, observer);
  }

  /** Fetches what a new container needs; needs no container. Blocks. */
  public static Prefetch prefetch(UUID sessionId, Workspace workspace) {
    return new Prefetch(ContainerTree.prefetch(sessionId, workspace));
  }

  /** Fills a new container; done when all files are in. */
  public CompletableFuture<Void> fill(Prefetch prefetch) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    tasks.add(new Task.Fill(prefetch.files, done));
    start();
    return done;
  }

  /** Goes on with a container that lived before this service: done when both sides agree. */
  public CompletableFuture<Void> adopt() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    tasks.add(new Task.Adopt(done, false));
    start();
    return done;
  }

  private void start() {
    worker = Thread.ofVirtual().name("sync-" + agent.sandboxId()).start(this::run);
  }

  /** Ends the worker; waiters are told. */
  public void close() {
    closed = true;
    Thread running = worker;
    if (running != null) {
      running.interrupt();
    }
    AgentException gone = new AgentException.Gone("the sandbox is gone");
    waiters.forEach(waiter -> waiter.done().completeExceptionally(gone));
    tasks.forEach(task -> fail(task, gone));
  }

  /** The revision the container has. */
  public long appliedRevision() {
    return applied;
  }

  /** The workspace may have something new. Never blocks; many nudges are one pull. */
  public void nudge() {
    if (pullQueued.compareAndSet(false, true)) {
      tasks.add(new Task.Pull());
    }
  }

  /** Done as soon as the container has the revision. */
  public CompletableFuture<Void> awaitApplied(long revision) {
    if (applied >= revision) {
      return CompletableFuture.completedFuture(null);
    }
    Waiter waiter = new Waiter(revision, new CompletableFuture<>());
    waiters.add(waiter);
    wakeWaiters();
    nudge();
    return waiter.done();
  }

  /** The container changed something. Never blocks. */
  public void changed(FilesChanged batch) {
    int size = batch.changes().size();
    if (size == 0) {
      return;
    }
    if (queuedChanges.get() > MAX_QUEUED_CHANGES) {
      overflowed.set(true);
      return;
    }
    queuedChanges.addAndGet(size);
    tasks.add(new Task.Push(batch, System.nanoTime()));
  }

  /** Done when everything the container wrote before the call is in the workspace. */
  public CompletableFuture<Void> flush() {
    int before = losses.get();
    try {
      return agent
          .files()
          .request("files.flush", Map.of(), FLUSHED_WITHIN, json -> json)
          .thenCompose(_ -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            tasks.add(new Task.Mark(before, done));
            if (closed) {
              done.completeExceptionally(new AgentException.Gone("the sandbox is gone"));
            }
            return done;
          });
    } catch (AgentException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void run() {
    try {
      while (!closed) {
        Task task = tasks.take();
        try {
          carryOut(task);
        } catch (RuntimeException e) {
          fail(task, e);
          log.warn("Session {}: synchronising failed", sessionId, e);
        }
      }
    } catch (InterruptedException _) {
      log.debug("Session {}: synchronising ends", sessionId);
    }
  }

  private void carryOut(Task task) throws InterruptedException {
    switch (task) {
      case Task.Fill(var files, var done) -> {
        tree.apply(files.changes(), files.contents());
        reached(files.changes().revision());
        done.complete(null);
        // what came between the fetching and now
        nudge();
      }
      case Task.Adopt(var done, boolean flushed) -> {
        if (flushed) {
          tree.adopt(AgentFiles.list(agent));
          pull();
          done.complete(null);
        } else {
          var _ =
              AgentFiles.await(
                  agent.files().request("files.flush", Map.of(), FLUSHED_WITHIN, json -> json));
          tasks.add(new Task.Adopt(done, true));
        }
      }
      case Task.Pull() -> {
        pullQueued.set(false);
        pull();
      }
      case Task.Push(var batch, long arrived) -> {
        queuedChanges.addAndGet(-batch.changes().size());
        push(batch, arrived);
      }
      case Task.Mark(int before, var done) -> {
        if (losses.get() == before && !overflowed.get()) {
          done.complete(null);
        } else {
          done.completeExceptionally(
              new IllegalStateException("not everything is in the workspace"));
        }
      }
    }
  }

  private void pull() throws InterruptedException {
    long began = System.nanoTime();
    retrying(() -> {
      ChangeSet set = workspace.changes(sessionId, applied);
      tree.apply(set, Map.of());
      reached(set.revision());
    });
    meters.inward(System.nanoTime() - began);
  }

  private void push(FilesChanged batch, long arrived) throws InterruptedException {
    for (List<FileChange> group : ContainerChanges.groups(batch)) {
      if (!retrying(() -> changes.push(batch.batch(), group))) {
        losses.incrementAndGet();
      }
    }
    meters.outward(System.nanoTime() - arrived);
    if (queuedChanges.get() == 0 && overflowed.compareAndSet(true, false)) {
      // what was left out differs from its base still and is sent again
      var _ = agent.files().request("files.flush", Map.of(), FLUSHED_WITHIN, json -> json);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws InterruptedException;
  }

  /**
   * Repeats a step while the workspace is away.
   *
   * @return false when it is in vain: the agent went (it sends again when it is back), or refused
   */
  private boolean retrying(Step step) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (!closed) {
      try {
        step.run();
        return true;
      } catch (WorkspaceException.Unavailable e) {
        log.debug("Session {}: the workspace is away", sessionId, e);
        meters.retried();
        Thread.sleep(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
      } catch (WorkspaceException.Refused e) {
        log.warn("Session {}: the workspace refuses: {}", sessionId, e.getMessage());
        return false;
      } catch (AgentException e) {
        log.info("Session {}: the agent: {}", sessionId, e.getMessage());
        return false;
      }
    }
    return false;
  }

  private void reached(long revision) {
    if (revision > applied) {
      applied = revision;
      wakeWaiters();
      observer.applied(revision);
    }
  }

  private void wakeWaiters() {
    waiters.removeIf(waiter -> {
      if (waiter.revision() <= applied) {
        waiter.done().complete(null);
        return true;
      }
      return waiter.done().isDone();
    });
  }

  private static void fail(Task task, RuntimeException e) {
    CompletableFuture<Void> done =
        switch (task) {
          case Task.Fill fill -> fill.done();
          case Task.Adopt adopt -> adopt.done();
          case Task.Mark mark -> mark.done();
          case Task.Pull _, Task.Push _ -> null;
        };
    if (done != null) {
      done.completeExceptionally(Objects.requireNonNull(e));
    }
  }
}
