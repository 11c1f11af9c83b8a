package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.container.ContainerException;
import dev.cove.sandbox.container.ContainerRuntime;
import dev.cove.sandbox.container.ContainerSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An engine in memory that fails on demand. Its containers' agents are real towards the service:
 * they speak the protocol over the sockets the service listens on.
 */
final class SimulatedEngine implements ContainerRuntime {

  /** What the next launch does instead of what it should. */
  enum Mishap {
    REFUSED,
    /** The container is made, and the answer is lost. */
    MADE_BUT_NOT_TOLD,
    /** The container runs, and its agent never calls. */
    MUTE
  }

  private static final class Made {
    final String id = UUID.randomUUID().toString();
    final String sandboxId;
    final @Nullable SimulatedAgent agent;
    volatile boolean running = true;

    Made(String sandboxId, @Nullable SimulatedAgent agent) {
      this.sandboxId = sandboxId;
      this.agent = agent;
    }

    Container seen() {
      return new Container(id, sandboxId, running);
    }

    void end() {
      running = false;
      if (agent != null) {
        agent.close();
      }
    }
  }

  private final Map<String, Made> byId = new ConcurrentHashMap<>();
  private volatile boolean away;
  private volatile @Nullable Mishap next;

  @Override
  public void check(@Nullable String runtime) {
    answer();
  }

  @Override
  public String launch(ContainerSpec spec, Runnable whenMade) {
    answer();
    Mishap mishap = next;
    next = null;
    if (mishap == Mishap.REFUSED) {
      throw new ContainerException.Refused("simulated", null);
    }
    if (byId.values().stream().anyMatch(made -> made.sandboxId.equals(spec.sandboxId()))) {
      throw new ContainerException.Refused("the name is taken", null);
    }
    Made made =
        new Made(
            spec.sandboxId(),
            mishap == Mishap.MUTE
                ? null
                : new SimulatedAgent(spec.runDirectory().resolve("agent.sock")));
    byId.put(made.id, made);
    if (mishap == Mishap.MADE_BUT_NOT_TOLD) {
      throw new ContainerException.Unavailable("simulated", null);
    }
    whenMade.run();
    return made.id;
  }

  @Override
  public void remove(String containerId) {
    answer();
    Made made = byId.remove(containerId);
    if (made != null) {
      made.end();
    }
  }

  @Override
  public Optional<Container> find(String sandboxId) {
    answer();
    return byId.values().stream()
        .filter(made -> made.sandboxId.equals(sandboxId))
        .findFirst()
        .map(Made::seen);
  }

  @Override
  public List<Container> list() {
    answer();
    return byId.values().stream().map(Made::seen).toList();
  }

  private void answer() {
    if (away) {
      throw new ContainerException.Unavailable("simulated", null);
    }
  }

  void away(boolean now) {
    away = now;
  }

  void next(@Nullable Mishap mishap) {
    next = mishap;
  }

  /** Somebody removes a container by hand. */
  void removeAny(Random random) {
    any(random)
        .ifPresent(made -> {
          byId.remove(made.id);
          made.end();
        });
  }

  /** A container ends by itself and stays as a corpse. */
  void endAny(Random random) {
    any(random).ifPresent(Made::end);
  }

  /** The engine was restarted without keeping containers. */
  void endAll() {
    byId.values().forEach(Made::end);
  }

  /** The connection to an agent breaks; it dials again. */
  void disconnectAny(Random random) {
    any(random).map(made -> made.agent).ifPresent(SimulatedAgent::disconnect);
  }

  /** An agent answers nothing for now. */
  void freezeAny(Random random) {
    any(random).map(made -> made.agent).ifPresent(agent -> agent.freeze(true));
  }

  void thawAll() {
    for (Made made : byId.values()) {
      if (made.agent != null) {
        made.agent.freeze(false);
      }
    }
  }

  /** Somebody makes a container that looks like ours. */
  void addOrphan(String sandboxId) {
    Made orphan = new Made(sandboxId, null);
    byId.put(orphan.id, orphan);
  }

  Set<String> sandboxIds() {
    return byId.values().stream().map(made -> made.sandboxId).collect(Collectors.toSet());
  }

  Set<String> runningSandboxIds() {
    return byId.values().stream()
        .filter(made -> made.running)
        .map(made -> made.sandboxId)
        .collect(Collectors.toSet());
  }

  private Optional<Made> any(Random random) {
    List<Made> all = List.copyOf(byId.values());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
  }

  /** Session ids that agents were configured with, each agent once: nobody serves two. */
  Set<String> configuredTwice() {
    return byId.values().stream()
        .filter(made -> made.agent != null && made.agent.sessions().size() > 1)
        .map(made -> made.sandboxId)
        .collect(Collectors.toSet());
  }
}
