package dev.cove.sandbox.pool;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many containers should wait: the configured size, and one more for each recent start, up to
 * the most. Who comes in a group (a class that begins) finds the pool grown by those before. And
 * when they should be made: making one takes longer and more of the machine than a start from the
 * pool, so it is put off until those who just came have their prompts. Thread-safe.
 */
final class Demand {

  /** A rush is waited out for so many times the wait after one start, then refilling goes on. */
  private static final int MOST_WAITS = 4;

  private final PoolProperties properties;
  private final Clock clock;
  private final Deque<Instant> starts = new ArrayDeque<>();
  private Instant rushBegan = Instant.EPOCH;
  private Instant lastStart = Instant.EPOCH;

  Demand(PoolProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Somebody started a sandbox. */
  synchronized void started() {
    Instant now = clock.instant();
    if (lastStart.isBefore(now.minus(properties.refillAfter()))) {
      rushBegan = now;
    }
    lastStart = now;
    starts.addLast(now);
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

  /** How long the machine is still left to those who just came; not positive when it is not. */
  synchronized Duration rushLeft() {
    Duration most = properties.refillAfter().multipliedBy(MOST_WAITS);
    Instant calm = lastStart.plus(properties.refillAfter());
    Instant latest = rushBegan.plus(most);
    Duration left = Duration.between(clock.instant(), calm.isBefore(latest) ? calm : latest);
    // a clock that was set back does not stop refilling
    return left.compareTo(most) > 0 ? Duration.ZERO : left;
  }
}
