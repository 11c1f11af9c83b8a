package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.container.ContainerLimits;
import dev.cove.sandbox.session.NetworkMode;
import dev.cove.sandbox.session.Session;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A sandbox as people and events see it: the public contract's {@code sandbox}. */
public record SandboxView(
    UUID sessionId,
    SandboxState state,
    @Nullable String reason,
    @Nullable Instant startedAt,
    @Nullable Instant stopsAt,
    List<String> keptAliveBy,
    @Nullable Instant lastActivityAt,
    Limits limits,
    @Nullable Usage usage,
    long appliedRevision,
    String image,
    String runtime,
    String node,
    NetworkMode network) {

  /** What it may use; {@code burstCpus} only while processors are free. */
  public record Limits(double cpus, double burstCpus, long memoryBytes, int pids, long diskBytes) {}

  /** What it uses. */
  public record Usage(double cpuPercent, long memoryBytes, int pids, long diskBytes) {

    static Usage of(AgentEvent.Usage usage) {
      return new Usage(usage.cpuPercent(), usage.memoryBytes(), usage.pids(), usage.diskBytes());
    }
  }

  static SandboxView of(
      Sandbox sandbox, @Nullable LiveSandbox live, SandboxProperties properties, long homeDisk) {
    LiveSandbox running =
        live != null && live.sandboxId().equals(sandbox.sandboxId()) ? live : null;
    boolean shown =
        sandbox.state() == SandboxState.RUNNING || sandbox.state() == SandboxState.STOPPING;
    Idleness idleness = shown && running != null ? running.idleness() : null;
    return new SandboxView(
        sandbox.sessionId(),
        sandbox.state(),
        sandbox.reason(),
        sandbox.startedAt(),
        idleness == null ? null : idleness.stopsAt(),
        idleness == null ? List.of() : idleness.keptAliveBy(),
        idleness == null ? null : idleness.lastActivityAt(),
        limits(properties.limits(), homeDisk),
        shown && running != null ? usage(running.usage()) : null,
        running == null
            ? sandbox.appliedRevision()
            : Math.max(running.appliedRevision(), sandbox.appliedRevision()),
        Objects.requireNonNullElse(sandbox.image(), properties.image()),
        Objects.requireNonNullElse(properties.runtime(), "runc"),
        Objects.requireNonNullElse(sandbox.node(), properties.node()),
        sandbox.network());
  }

  /** The sandbox of a session that never had one. */
  static SandboxView none(Session session, SandboxProperties properties, long homeDisk) {
    return of(
        new Sandbox(
            session.id(),
            session.ownerId(),
            SandboxState.STOPPED,
            null,
            0,
            null,
            null,
            0,
            null,
            null,
            0,
            Instant.EPOCH,
            null,
            session.network()),
        null,
        properties,
        homeDisk);
  }

  private static Limits limits(ContainerLimits limits, long homeDisk) {
    return new Limits(
        limits.cpus(),
        limits.burstCpus(),
        limits.memory().toBytes(),
        limits.pids(),
        limits.disk().toBytes() + homeDisk);
  }

  private static @Nullable Usage usage(AgentEvent.@Nullable Usage usage) {
    return usage == null ? null : Usage.of(usage);
  }
}
