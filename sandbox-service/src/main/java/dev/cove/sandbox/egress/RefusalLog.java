package dev.cove.sandbox.egress;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sandbox's refusals for the operator, a few a minute: a loop inside must not fill a disk. */
final class RefusalLog {

  static final int LINES = 10;
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);

  private final String sandboxId;
  private final InstantSource clock;
  private Instant since = Instant.MIN;
  private int lines;
  private long left;

  RefusalLog(String sandboxId, InstantSource clock) {
    this.sandboxId = sandboxId;
    this.clock = clock;
  }

  /** Writes it down, or only counts it; says which. */
  synchronized boolean write(Refusal refusal) {
    Instant now = clock.instant();
    if (since.isBefore(now.minus(EVERY))) {
      since = now;
      lines = 0;
    }
    if (lines >= LINES) {
      left++;
      return false;
    }
    lines++;
    log.info("Sandbox {}: {} ({} earlier ones left out)", sandboxId, refusal.text(), left);
    left = 0;
    return true;
  }
}
