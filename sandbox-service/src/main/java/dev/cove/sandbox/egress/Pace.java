package dev.cove.sandbox.egress;

import java.time.Duration;

/**
 * How fast connections of one sandbox are taken: a burst at once, then so many a second. A loop
 * inside that only connects would else cost this machine as much as it costs the sandbox. For one
 * thread.
 */
final class Pace {

  static final int BURST = 100;
  static final int PER_SECOND = 50;

  private static final long EACH = Duration.ofSeconds(1).toNanos() / PER_SECOND;

  private long full;

  /**
   * @param now in nanoseconds, of any origin
   */
  Pace(long now) {
    full = now - BURST * EACH;
  }

  /** How long the next one has to wait, which is not more than zero when it need not. */
  long next(long now) {
    if (full - (now - BURST * EACH) < 0) {
      full = now - BURST * EACH;
    }
    full += EACH;
    return full - now;
  }
}
