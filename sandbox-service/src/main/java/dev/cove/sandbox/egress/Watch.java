package dev.cove.sandbox.egress;

import java.time.Duration;

/**
 * Does something when nothing has happened for too long: a blocking channel has no time-outs of its
 * own. Thread-safe.
 */
final class Watch implements AutoCloseable {

  private final long limit;
  private final Runnable late;
  private final Thread thread;
  private volatile long last = System.nanoTime();
  private volatile boolean expired;

  private Watch(Duration limit, Runnable late) {
    this.limit = limit.toNanos();
    this.late = late;
    this.thread = Thread.ofVirtual().name("egress-watch").unstarted(this::run);
  }

  static Watch start(Duration limit, Runnable late) {
    Watch watch = new Watch(limit, late);
    watch.thread.start();
    return watch;
  }

  /** Something happened. */
  void touch() {
    last = System.nanoTime();
  }

  /** Whether it was too long. */
  boolean expired() {
    return expired;
  }

  private void run() {
    try {
      for (long left = limit; left > 0; left = last + limit - System.nanoTime()) {
        Thread.sleep(Duration.ofNanos(left));
      }
      expired = true;
      late.run();
    } catch (InterruptedException _) {
      // in time
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
