package dev.cove.sandbox.agent;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds what is on its way into one terminal, so that a paste into a program that does not read
 * holds back its own sender and nobody else's keystrokes.
 */
final class InputCredit {

  static final int MOST_ON_THE_WAY = 1 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private long sent;
  private long taken;
  private boolean open;

  void start(long offset) {
    lock.lock();
    try {
      if (sent == 0) {
        sent = offset;
        taken = offset;
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes credit, waiting for it if need be.
   *
   * @param beforeWaiting runs once, if it has to wait
   */
  void take(int bytes, Runnable beforeWaiting) {
    lock.lock();
    try {
      if (!open && sent + bytes - taken > MOST_ON_THE_WAY) {
        beforeWaiting.run();
      }
      while (!open && sent + bytes - taken > MOST_ON_THE_WAY) {
        if (!more.await(5, TimeUnit.MINUTES)) {
          throw new AgentException.Gone("the terminal's program takes no input");
        }
      }
      sent += bytes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AgentException.Gone("interrupted");
    } finally {
      lock.unlock();
    }
  }

  void taken(long offset) {
    lock.lock();
    try {
      taken = Math.clamp(offset, taken, sent);
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets everybody go: the channel is over. */
  void open() {
    lock.lock();
    try {
      open = true;
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
