package dev.cove.starter.id;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Makes version 7 UUIDs (RFC 9562): 48 bits of Unix time in milliseconds, then random bits, so that
 * ids sort by creation and index pages stay dense. Thread-safe.
 */
public final class TimeOrderedUuid {

  private static final SecureRandom RANDOM = new SecureRandom();

  private TimeOrderedUuid() {}

  /** The next id, at the system's time. */
  public static UUID next() {
    return at(InstantSource.system());
  }

  static UUID at(InstantSource clock) {
    long randomA = RANDOM.nextLong();
    long high = (clock.millis() << 16) | 0x7000L | (randomA & 0x0fffL);
    long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
