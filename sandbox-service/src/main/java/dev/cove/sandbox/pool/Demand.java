package dev.cove.sandbox.pool;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many containers should wait: the configured size, and one more for each recent start, up to
 * the most. Who comes in a group (a class that begins) finds the pool grown by those before.
 * Thread-safe.
 */
final class Demand {

  private final PoolProperties properties;
  private final Clock clock;
  private final Deque<Instant> starts = new ArrayDeque<>();

  Demand(PoolProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Somebody started a sandbox. */
  synchronized void started() {
    starts.addLast(clock.instant());
    while (starts.size() > properties.max()) {
      starts.removeFirst();
    }
  }

  /** How many should be ready now. */
  synchronized int target() {
    if (properties.size() == 0) {
      return 0;
    }
    Instant since = clock.instant().minus(properties.demandWindow());
    while (!starts.isEmpty() && starts.peekFirst().isBefore(since)) {
      starts.removeFirst();
    }
    return Math.max(
        properties.size(), Math.min(properties.max(), properties.size() + starts.size()));
  }
}
