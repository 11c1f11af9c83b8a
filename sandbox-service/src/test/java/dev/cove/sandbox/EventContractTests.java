package dev.cove.sandbox;

import dev.cove.sandbox.execution.ExecutionCompleted;
import dev.cove.sandbox.sandbox.SandboxLimitHit;
import dev.cove.sandbox.sandbox.SandboxMeasured;
import dev.cove.sandbox.sandbox.SandboxStarted;
import dev.cove.sandbox.sandbox.SandboxState;
import dev.cove.sandbox.sandbox.SandboxStopped;
import dev.cove.sandbox.sandbox.SandboxView;
import dev.cove.sandbox.session.NetworkMode;
import dev.cove.starter.test.EventContract;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The events equal the golden samples under {@code docs/contracts/events}. */
class EventContractTests {

  private static final UUID SESSION = UUID.fromString("01900000-0000-7000-8000-000000000001");
  private static final UUID OWNER = UUID.fromString("01900000-0000-7000-8000-000000000002");

  private static SandboxView sandbox(SandboxState state, String reason) {
    return new SandboxView(
        SESSION,
        state,
        reason,
        Instant.parse("2026-01-02T03:04:05Z"),
        Instant.parse("2026-01-02T03:34:05Z"),
        List.of("OUTPUT"),
        Instant.parse("2026-01-02T03:14:05Z"),
        new SandboxView.Limits(1, 2, 1L << 30, 256, 256L << 20),
        new SandboxView.Usage(12.5, 50_000_000, 7, 123_456),
        42,
        "cove-sandbox:latest",
        "runc",
        "local",
        NetworkMode.PACKAGES);
  }

  @Test
  void started() {
    EventContract.verify(
        new SandboxStarted(SESSION, OWNER, sandbox(SandboxState.RUNNING, "stop-unconfirmed")));
  }

  @Test
  void stopped() {
    EventContract.verify(
        new SandboxStopped(SESSION, OWNER, "user", sandbox(SandboxState.STOPPED, "user")));
  }

  @Test
  void limitHit() {
    EventContract.verify(
        new SandboxLimitHit(SESSION, OWNER, "MEMORY", "A process was ended at 1 GiB."));
  }

  @Test
  void measured() {
    EventContract.verify(
        new SandboxMeasured(
            SESSION,
            OWNER,
            new SandboxMeasured.Measured(
                new SandboxView.Usage(12.5, 50_000_000, 7, 123_456),
                List.of("OUTPUT"),
                Instant.parse("2026-01-02T03:14:05Z"),
                Instant.parse("2026-01-02T03:34:05Z"))));
  }

  @Test
  void executionCompleted() {
    EventContract.verify(
        new ExecutionCompleted(
            SESSION, UUID.fromString("01900000-0000-7000-8000-000000000003"), "OK", 0, 1234));
  }
}
