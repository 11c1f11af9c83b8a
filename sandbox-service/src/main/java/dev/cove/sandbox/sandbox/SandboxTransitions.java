package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.container.ContainerIds;
import dev.cove.sandbox.disk.SessionDisks;
import dev.cove.sandbox.node.Nodes;
import dev.cove.sandbox.pool.PooledContainers;
import dev.cove.sandbox.session.Session;
import dev.cove.starter.event.DomainEvent;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only place where a sandbox changes its state: each change is one compare-and-set with its
 * event in the same transaction.
 */
@Component
public class SandboxTransitions {

  /** What a call to start came to: whether this call has to bring the container up. */
  record Begun(Sandbox sandbox, boolean mine) {}

  private final Sandboxes sandboxes;
  private final PooledContainers pooled;
  private final Nodes nodes;
  private final LiveSandboxes live;
  private final SandboxProperties properties;
  private final SessionDisks disks;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SandboxTransitions(
      Sandboxes sandboxes,
      PooledContainers pooled,
      Nodes nodes,
      LiveSandboxes live,
      SandboxProperties properties,
      SessionDisks disks,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.sandboxes = sandboxes;
    this.pooled = pooled;
    this.nodes = nodes;
    this.live = live;
    this.properties = properties;
    this.disks = disks;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** STOPPED or FAILED → STARTING, for exactly one of any number of callers. */
  Begun begin(Session session) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          Sandbox now = sandboxes.find(session.id()).orElse(null);
          if (now != null && now.state().isActive()) {
            return new Begun(now, false);
          }
          sandboxes.lockOwner(session.ownerId());
          sandboxes.insertStopped(session.id(), session.ownerId(), clock.instant());
          now = sandboxes.find(session.id()).orElseThrow();
          if (now.state().isActive()) {
            return new Begun(now, false);
          }
          List<Sandboxes.Active> running = sandboxes.activeOf(session.ownerId());
          if (running.size() >= properties.runningPerUser()) {
            throw SandboxErrors.limit(properties.runningPerUser(), running);
          }
          if (nodes.draining(properties.node())) {
            throw SandboxErrors.draining();
          }
          boolean mine = sandboxes.toStarting(now, place(), properties.image(), clock.instant());
          Sandbox after = sandboxes.find(session.id()).orElseThrow();
          if (mine) {
            publish(started(after));
          }
          return new Begun(after, mine);
        }));
  }

  /** STARTING → RUNNING; empty when somebody else moved it meanwhile. */
  Optional<Sandbox> running(Sandbox from, String containerId, long applied) {
    return changed(
        from.sessionId(),
        () -> sandboxes.toRunning(from, containerId, applied, clock.instant()),
        this::started);
  }

  /** RUNNING → STOPPING. */
  Optional<Sandbox> stopping(Sandbox from, String reason) {
    return end(from, SandboxState.STOPPING, reason);
  }

  /** STOPPING → RUNNING: the stop was not safe. */
  Optional<Sandbox> notStopped(Sandbox from, String reason) {
    return changed(
        from.sessionId(),
        () -> sandboxes.move(from, SandboxState.RUNNING, reason, clock.instant()),
        this::started);
  }

  /** Anything → STOPPED. */
  Optional<Sandbox> stopped(Sandbox from, String reason) {
    return end(from, SandboxState.STOPPED, reason);
  }

  /** Anything → FAILED. */
  Optional<Sandbox> failed(Sandbox from, String reason) {
    return end(from, SandboxState.FAILED, reason);
  }

  /** Publishes a fact about a sandbox on its own. */
  void publish(DomainEvent event) {
    transaction.executeWithoutResult(_ -> events.publishEvent(event));
  }

  private Optional<Sandbox> end(Sandbox from, SandboxState to, String reason) {
    return changed(
        from.sessionId(),
        () -> sandboxes.move(from, to, reason, clock.instant()),
        after -> new SandboxStopped(after.sessionId(), after.ownerId(), reason, view(after)));
  }

  private DomainEvent started(Sandbox after) {
    return new SandboxStarted(after.sessionId(), after.ownerId(), view(after));
  }

  private Optional<Sandbox> changed(
      UUID sessionId, BooleanSupplier change, Function<Sandbox, DomainEvent> event) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          if (!change.getAsBoolean()) {
            return Optional.<Sandbox>empty();
          }
          Sandbox after = sandboxes.find(sessionId).orElseThrow();
          events.publishEvent(event.apply(after));
          return Optional.of(after);
        }));
  }

  /** A sandbox as people see it. */
  SandboxView view(Sandbox sandbox) {
    return SandboxView.of(
        sandbox, live.find(sandbox.sessionId()).orElse(null), properties, disks.bytes());
  }

  /** A container that waits, or the plan of one that is to be made. */
  private Sandboxes.Place place() {
    String node = properties.node();
    return pooled
        .claim(node)
        .map(warm -> new Sandboxes.Place(warm.sandboxId(), warm.uid(), warm.containerId(), node))
        .orElseGet(() -> new Sandboxes.Place(ContainerIds.next(), sandboxes.nextUid(), null, node));
  }
}
