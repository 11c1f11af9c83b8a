package dev.cove.sandbox.sandbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** How long starts take, by phase, and how they and the stops end. */
@Component
class SandboxMeters {

  /** The parts of a start; files are fetched while the container is made. */
  enum Phase {
    CONTAINER,
    AGENT,
    FILES,
    TOTAL
  }

  private final MeterRegistry meters;

  SandboxMeters(MeterRegistry meters, LiveSandboxes live) {
    this.meters = meters;
    Gauge.builder("cove.sandbox.live", live, l -> l.all().size())
        .description("Containers this process serves")
        .register(meters);
  }

  void phase(Phase phase, long nanos) {
    Timer.builder("cove.sandbox.start")
        .description("Time to start a sandbox, by phase")
        .tag("phase", phase.name().toLowerCase(java.util.Locale.ROOT))
        .publishPercentileHistogram()
        .register(meters)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(String reason) {
    Counter.builder("cove.sandbox.failures")
        .description("Sandboxes that failed, by reason")
        .tag("reason", reason)
        .register(meters)
        .increment();
  }

  void unconfirmedStop() {
    Counter.builder("cove.sandbox.stops.unconfirmed")
        .description("Stops that were called off because the last changes were not saved")
        .register(meters)
        .increment();
  }

  void limit(String limit) {
    Counter.builder("cove.sandbox.limits")
        .description("Limits that sandboxes ran into")
        .tag("limit", limit)
        .register(meters)
        .increment();
  }
}
