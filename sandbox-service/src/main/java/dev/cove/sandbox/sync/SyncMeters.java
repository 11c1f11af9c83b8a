package dev.cove.sandbox.sync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How long files take from one side to the other, and how often the workspace was away. */
public final class SyncMeters {

  private final Timer inward;
  private final Timer outward;
  private final Counter retries;

  /** Registers them. */
  public SyncMeters(MeterRegistry meters) {
    inward = timer(meters, "in");
    outward = timer(meters, "out");
    retries =
        Counter.builder("cove.sandbox.sync.retries")
            .description("Tries that met no workspace")
            .register(meters);
  }

  private static Timer timer(MeterRegistry meters, String direction) {
    return Timer.builder("cove.sandbox.sync.lag")
        .description("From the news of a change until it is on the other side")
        .tag("direction", direction)
        .publishPercentileHistogram()
        .register(meters);
  }

  void inward(long nanos) {
    inward.record(nanos, TimeUnit.NANOSECONDS);
  }

  void outward(long nanos) {
    outward.record(nanos, TimeUnit.NANOSECONDS);
  }

  void retried() {
    retries.increment();
  }
}
