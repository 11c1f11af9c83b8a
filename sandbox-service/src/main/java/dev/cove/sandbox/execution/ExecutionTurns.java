package dev.cove.sandbox.execution;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Who may run now: a bounded number of programs of a session at a time, the others in the order in
 * which they came, a bounded number of them. A session is served by one process, so nothing of this
 * is in the database. Thread-safe.
 */
@Component
class ExecutionTurns {

  /** A place that was taken, given back once. */
  final class Turn {
    private final UUID sessionId;
    private final AtomicBoolean over = new AtomicBoolean();

    private Turn(UUID sessionId) {
      this.sessionId = sessionId;
    }

    void end() {
      if (over.compareAndSet(false, true)) {
        leave(sessionId, true);
      }
    }
  }

  /** One session's places, and how many are here to run or to wait. */
  private static final class Line {
    private final Semaphore places;
    private int present;

    Line(int places) {
      this.places = new Semaphore(places, true);
    }
  }

  private final ConcurrentHashMap<UUID, Line> lines = new ConcurrentHashMap<>();
  private final int parallel;
  private final int queue;
  private final Duration within;

  ExecutionTurns(ExecutionProperties properties) {
    this.parallel = properties.parallel();
    this.queue = properties.queue();
    this.within = properties.turnWithin();
  }

  /** Waits for a place. */
  Turn await(UUID sessionId) throws InterruptedException {
    Line line =
        lines.compute(
            sessionId,
            (_, known) -> {
              Line one = known == null ? new Line(parallel) : known;
              if (one.present >= parallel + queue) {
                throw ExecutionErrors.tooMany(parallel, queue);
              }
              one.present++;
              return one;
            });
    boolean mine = false;
    try {
      mine = line.places.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!mine) {
        leave(sessionId, false);
      }
    }
    if (!mine) {
      throw ExecutionErrors.turnDidNotCome(within);
    }
    return new Turn(sessionId);
  }

  private void leave(UUID sessionId, boolean hadPlace) {
    lines.computeIfPresent(
        sessionId,
        (_, line) -> {
          if (hadPlace) {
            line.places.release();
          }
          line.present--;
          return line.present == 0 ? null : line;
        });
  }
}
