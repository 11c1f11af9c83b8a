package dev.cove.sandbox.sandbox;

import dev.cove.starter.event.DomainEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a sandbox uses, and why it is alive, have changed. A passing event: some are lost. */
public record SandboxMeasured(UUID sessionId, UUID ownerId, Measured measured)
    implements DomainEvent {

  /** The parts of {@link SandboxView} that change all the time, under the same names. */
  public record Measured(
      SandboxView.Usage usage,
      List<String> keptAliveBy,
      @Nullable Instant lastActivityAt,
      @Nullable Instant stopsAt) {

    /** Whether a person would see the difference to the one told before. */
    boolean saysMoreThan(@Nullable Measured told) {
      return told == null
          || Math.abs(usage.cpuPercent() - told.usage.cpuPercent()) >= 1
          || Math.abs(usage.memoryBytes() - told.usage.memoryBytes()) >= 1 << 20
          || Math.abs(usage.diskBytes() - told.usage.diskBytes()) >= 1 << 20
          || usage.pids() != told.usage.pids()
          || !keptAliveBy.equals(told.keptAliveBy);
    }
  }

  @Override
  public String topic() {
    return SandboxStarted.TOPIC;
  }

  @Override
  public String key() {
    return sessionId.toString();
  }
}
