package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.agent.AgentObserver;
import dev.cove.sandbox.sync.FileSync;
import dev.cove.sandbox.sync.SyncObserver;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Passes on what one container's agent and synchronisation report; never blocks the reader. */
final class LiveSandboxFeed implements AgentObserver, SyncObserver {

  private static final Set<String> LIMITS =
      Set.of("MEMORY", "PIDS", "DISK", "FILE_SIZE", "TIME", "OUTPUT");
  private static final Duration SAME_LIMIT_APART = Duration.ofSeconds(5);

  private final LiveSandbox live;
  private final List<SandboxObserver> observers;
  private final Sandboxes sandboxes;
  private final SandboxTransitions transitions;
  private final SandboxMeters meters;
  private final Consumer<LiveSandbox> onLost;
  private final Clock clock;
  private final Map<String, Instant> lastLimits = new ConcurrentHashMap<>();

  LiveSandboxFeed(
      LiveSandbox live,
      List<SandboxObserver> observers,
      Sandboxes sandboxes,
      SandboxTransitions transitions,
      SandboxMeters meters,
      Consumer<LiveSandbox> onLost,
      Clock clock) {
    this.live = live;
    this.observers = observers;
    this.sandboxes = sandboxes;
    this.transitions = transitions;
    this.meters = meters;
    this.onLost = onLost;
    this.clock = clock;
  }

  @Override
  public void connected(AgentLink link, AgentEvent.Hello hello) {
    FileSync sync = live.syncOrNull();
    if (sync != null && live.ready().isDone()) {
      sync.nudge();
    }
    observers.forEach(observer -> observer.event(live, hello));
  }

  @Override
  public void lost(AgentLink link) {
    onLost.accept(live);
  }

  @Override
  public void event(AgentLink link, AgentEvent event) {
    switch (event) {
      case AgentEvent.Usage usage -> live.used(usage);
      case AgentEvent.FilesChanged changes -> {
        FileSync sync = live.syncOrNull();
        if (sync != null) {
          sync.changed(changes);
        }
      }
      case AgentEvent.Limit limit -> limit(limit);
      default -> {
        // for the observers
      }
    }
    observers.forEach(observer -> observer.event(live, event));
  }

  private void limit(AgentEvent.Limit hit) {
    if (LIMITS.contains(hit.limit())) {
      limitHit(hit.limit(), hit.detail());
    }
  }

  private void limitHit(String limit, String detail) {
    Instant now = clock.instant();
    Instant before = lastLimits.put(limit, now);
    if (before != null && before.plus(SAME_LIMIT_APART).isAfter(now)) {
      return;
    }
    meters.limit(limit);
    var _ =
        Thread.ofVirtual()
            .name("limit-" + live.sandboxId())
            .start(() ->
                transitions.publish(
                    new SandboxLimitHit(live.sessionId(), live.ownerId(), limit, detail)));
  }

  @Override
  public void execOutput(AgentLink link, int handle, int stream, ByteBuffer bytes) {
    observers.forEach(observer -> observer.execOutput(live, handle, stream, bytes.duplicate()));
  }

  @Override
  public void applied(long revision) {
    sandboxes.applied(live.sessionId(), live.sandboxId(), revision);
  }

  @Override
  public void refused(String path, String code, String detail) {
    limitHit("NOT_SAVED", path + ": " + detail);
    observers.forEach(
        observer -> observer.event(live, new AgentEvent.Limit("NOT_SAVED", path + ": " + detail)));
  }
}
