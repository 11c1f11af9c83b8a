package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.disk.SessionDisks;
import dev.cove.sandbox.session.Session;
import dev.cove.sandbox.session.SessionAccess;
import dev.cove.sandbox.session.Sessions;
import dev.cove.starter.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * What people and other services may do with a session's sandbox. Everything may be repeated and
 * may race: however many start it, one container comes of it.
 */
@Service
public class SandboxService {

  /** The reason of a stop for want of activity. */
  public static final String IDLE = "idle";

  /** What one user runs and may run. */
  public record Quota(int running, int allowed, List<Sandboxes.Active> sandboxes) {}

  /** What a flush came to. */
  public record Flushed(SandboxState state, boolean flushed, long appliedRevision) {}

  private static final Logger log = LoggerFactory.getLogger(SandboxService.class);
  private static final Duration FLUSH_WITHIN = Duration.ofSeconds(10);
  private static final int LOCKS = 64;

  /** The reason of a restart that begins with an empty home. */
  public static final String RESET = "reset";

  private final SessionAccess access;
  private final Sessions sessions;
  private final Sandboxes sandboxes;
  private final SandboxTransitions transitions;
  private final SandboxLauncher launcher;
  private final SandboxStopper stopper;
  private final LiveSandboxes lives;
  private final SessionDisks disks;
  private final SandboxProperties properties;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

  SandboxService(
      SessionAccess access,
      Sessions sessions,
      Sandboxes sandboxes,
      SandboxTransitions transitions,
      SandboxLauncher launcher,
      SandboxStopper stopper,
      LiveSandboxes lives,
      SessionDisks disks,
      SandboxProperties properties) {
    this.access = access;
    this.sessions = sessions;
    this.sandboxes = sandboxes;
    this.transitions = transitions;
    this.launcher = launcher;
    this.stopper = stopper;
    this.lives = lives;
    this.disks = disks;
    this.properties = properties;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** The sandbox as it is. */
  public SandboxView get(UUID sessionId, UUID userId) {
    Session session = access.require(sessionId, userId);
    return sandboxes
        .find(sessionId)
        .map(transitions::view)
        .orElseGet(() -> SandboxView.none(session, properties, disks.bytes()));
  }

  /** Starts it unless it starts or runs already; answers before it runs. */
  public SandboxView start(UUID sessionId, UUID userId) {
    return transitions.view(begin(access.require(sessionId, userId)));
  }

  /** Starts a session's sandbox on nobody's request, if there is a place for it. */
  public void startQuietly(UUID sessionId) {
    try {
      sessions.find(sessionId).ifPresent(this::begin);
    } catch (ProblemException e) {
      log.info("Session {} is not started by itself: {}", sessionId, e.code());
    }
  }

  /** Stops it, safely; answers before it has. */
  public SandboxView stop(UUID sessionId, UUID userId) {
    Session session = access.require(sessionId, userId);
    Sandbox sandbox = sandboxes.find(sessionId).orElse(null);
    if (sandbox == null) {
      return SandboxView.none(session, properties, disks.bytes());
    }
    if (!sandbox.state().isActive()) {
      return transitions.view(sandbox);
    }
    return soon(stopper.stop(sandbox, "user", SandboxStopper.Care.SAFE), sessionId);
  }

  /** Those that start, run or stop, by session id. */
  public List<SandboxView> activePage(@Nullable UUID after, int limit) {
    return sandboxes.activePage(after, limit).stream().map(transitions::view).toList();
  }

  /** Stops anybody's, safely; answers before it has. */
  public SandboxView stopForOperator(UUID sessionId) {
    Sandbox sandbox = sandboxes.find(sessionId).orElseThrow(SandboxErrors::notRunning);
    if (!sandbox.state().isActive()) {
      return transitions.view(sandbox);
    }
    return soon(stopper.stop(sandbox, "admin", SandboxStopper.Care.SAFE), sessionId);
  }

  /** Stops one that nobody uses, safely. */
  public void stopIdle(LiveSandbox live) {
    sandboxes
        .find(live.sessionId())
        .filter(sandbox -> live.sandboxId().equals(sandbox.sandboxId()))
        .filter(sandbox -> sandbox.state() == SandboxState.RUNNING)
        .ifPresent(sandbox -> {
          var _ = stopper.stop(sandbox, IDLE, SandboxStopper.Care.SAFE);
        });
  }

  /** Stops it and starts it again with a new container; answers before it has. */
  public SandboxView restart(UUID sessionId, UUID userId, String reason) {
    Session session = access.require(sessionId, userId);
    Sandbox sandbox = sandboxes.find(sessionId).orElse(null);
    if (sandbox == null || !sandbox.state().isActive()) {
      clear(sessionId, reason);
      return transitions.view(begin(session));
    }
    CompletableFuture<Sandbox> again =
        stopper
            .stop(sandbox, reason, SandboxStopper.Care.SAFE)
            .thenApply(end -> {
              if (end.state().isActive()) {
                return end;
              }
              clear(sessionId, reason);
              return begin(session);
            });
    return soon(again, sessionId);
  }

  private void clear(UUID sessionId, String reason) {
    if (RESET.equals(reason)) {
      disks.delete(sessionId);
    }
  }

  /** Stops whatever runs for a session whose owner lost it; the container goes in any case. */
  public void abandon(UUID sessionId, String reason) {
    sandboxes
        .find(sessionId)
        .filter(sandbox -> sandbox.state().isActive())
        .ifPresent(sandbox -> {
          var _ = stopper.stop(sandbox, reason, SandboxStopper.Care.HURRIED);
        });
  }

  /** Stops and forgets a session for good. */
  public void forget(UUID sessionId) {
    Optional<Sandbox> active =
        sandboxes.find(sessionId).filter(sandbox -> sandbox.state().isActive());
    if (active.isEmpty()) {
      disks.delete(sessionId);
      sandboxes.remove(sessionId);
      sessions.remove(sessionId);
      return;
    }
    var _ =
        stopper
            .stop(active.get(), "session-deleted", SandboxStopper.Care.HURRIED)
            .thenRun(() -> {
              disks.delete(sessionId);
              sandboxes.remove(sessionId);
              sessions.remove(sessionId);
            });
  }

  /** What a user runs and may run. */
  public Quota quota(UUID userId) {
    List<Sandboxes.Active> running = sandboxes.activeOf(userId);
    return new Quota(running.size(), properties.runningPerUser(), running);
  }

  /** The sandboxes of this node that have, or are about to have, a container. */
  public List<Sandbox> inUse() {
    return sandboxes.active().stream()
        .filter(sandbox -> properties.node().equals(sandbox.node()))
        .toList();
  }

  /**
   * The session's container once it runs, started for this if need be.
   *
   * @throws ProblemException when it does not come up
   */
  public LiveSandbox running(Session session) {
    return await(reached(session).ready());
  }

  /**
   * The session's container as soon as programs can be started in it; its files may still be on
   * their way.
   *
   * @throws ProblemException when it does not come up
   */
  public LiveSandbox configured(Session session) {
    return await(reached(session).configured());
  }

  /**
   * The session's container as soon as it has its files; it may still be being recorded that it
   * runs.
   *
   * @throws ProblemException when it does not come up
   */
  public LiveSandbox filled(Session session) {
    return await(reached(session).filled());
  }

  private LiveSandbox reached(Session session) {
    if (session.gone()) {
      throw SandboxErrors.trashed();
    }
    // ready or on its way: nothing needs to be asked for
    Optional<LiveSandbox> there = lives.find(session.id()).filter(live -> !live.isClosing());
    if (there.isPresent()) {
      return there.get();
    }
    stopper
        .underWay(session.id())
        .ifPresent(stop -> {
          try {
            var _ = stop.get(properties.stopWithin().toMillis() * 2, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (ExecutionException | TimeoutException e) {
            log.debug("The stop did not end well", e);
          }
        });
    begin(session);
    return lives.find(session.id()).orElseThrow(SandboxErrors::unreachable);
  }

  private LiveSandbox await(CompletableFuture<LiveSandbox> live) {
    try {
      return live.get(properties.startWithin().toMillis() + 2000, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SandboxErrors.unreachable();
    } catch (TimeoutException _) {
      throw SandboxErrors.unreachable();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException problem
          ? problem
          : SandboxErrors.failed("internal-error");
    }
  }

  /** Waits until the container has a revision. */
  public void awaitRevision(LiveSandbox live, long revision, Duration within) {
    try {
      live.sync().awaitApplied(revision).get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SandboxErrors.unreachable();
    } catch (TimeoutException _) {
      throw SandboxErrors.revisionTimeout(revision, live.appliedRevision());
    } catch (ExecutionException _) {
      throw SandboxErrors.unreachable();
    }
  }

  /** Brings everything the container wrote before the call into the workspace. */
  public Flushed flush(UUID sessionId) {
    LiveSandbox live = lives.find(sessionId).orElse(null);
    if (live == null) {
      SandboxState state =
          sandboxes.find(sessionId).map(Sandbox::state).orElse(SandboxState.STOPPED);
      return new Flushed(state.isActive() ? state : SandboxState.STOPPED, !state.isActive(), 0);
    }
    try {
      live.ready().get(FLUSH_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      live.sync().flush().get(FLUSH_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return new Flushed(SandboxState.RUNNING, true, live.appliedRevision());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SandboxErrors.flushTimeout();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("Session {} could not be flushed", sessionId, e);
      throw SandboxErrors.flushTimeout();
    }
  }

  /** Makes a start for exactly one of any number of callers; all see the same sandbox. */
  private Sandbox begin(Session session) {
    if (session.gone()) {
      throw SandboxErrors.trashed();
    }
    ReentrantLock lock = locks[Math.floorMod(session.id().hashCode(), LOCKS)];
    lock.lock();
    try {
      SandboxTransitions.Begun begun = transitions.begin(session);
      if (begun.mine()) {
        launcher.launch(begun.sandbox());
      } else if (begun.sandbox().state() == SandboxState.STOPPING) {
        stopper
            .underWay(session.id())
            .ifPresent(stop -> {
              var _ = stop.thenRun(() -> startQuietly(session.id()));
            });
      }
      return begun.sandbox();
    } finally {
      lock.unlock();
    }
  }

  /** Most stops take a fraction of a second: their end is worth a short wait. */
  private SandboxView soon(CompletableFuture<Sandbox> end, UUID sessionId) {
    try {
      return transitions.view(end.get(1500, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.debug("The answer is given before the end", e);
    }
    return transitions.view(sandboxes.find(sessionId).orElseThrow());
  }
}
