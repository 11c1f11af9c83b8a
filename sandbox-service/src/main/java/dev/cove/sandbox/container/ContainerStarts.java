package dev.cove.sandbox.container;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How many containers are made at a time: more only makes each slower. Who waits for one goes
 * before a pool that makes them for later. Thread-safe.
 */
public final class ContainerStarts {

  private final Semaphore places;

  /**
   * @param atOnce containers made at a time
   */
  public ContainerStarts(int atOnce) {
    this.places = new Semaphore(atOnce, true);
  }

  /** Makes one for somebody who waits. */
  public <T> T forSomebody(Duration within, Supplier<T> start)
      throws InterruptedException, TimeoutException {
    if (!places.tryAcquire(within.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException();
    }
    try {
      return start.get();
    } finally {
      places.release();
    }
  }

  /** Makes one for later, as soon as nobody waits. */
  public <T> T forLater(Supplier<T> start) throws InterruptedException {
    while (places.hasQueuedThreads() || !places.tryAcquire()) {
      Thread.sleep(20);
    }
    try {
      return start.get();
    } finally {
      places.release();
    }
  }
}
