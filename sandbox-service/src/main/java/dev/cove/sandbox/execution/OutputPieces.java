package dev.cove.sandbox.execution;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Output on its way from the agent's reader, which never waits, to one reader. What is not read yet
 * is joined to larger pieces, so many small ones cost no more than their bytes; beyond the bound,
 * output is left out.
 */
public final class OutputPieces {

  /** Output as it comes, or the end. */
  public sealed interface Piece {
    /** Bytes of stdout (1) or stderr (2). */
    record Output(int stream, ByteBuffer bytes) implements Piece {}

    /** Nothing more comes. */
    record End() implements Piece {}
  }

  /** Pieces that wait at most: two streams that alternate with every byte make many. */
  private static final int MAX_PIECES = 16 * 1024;

  private static final int JOINED_BYTES = 64 * 1024;

  private static final class Part {
    private final int stream;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    Part(int stream) {
      this.stream = stream;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Part> waiting = new ArrayDeque<>();
  private final long limit;
  private long seen;
  private boolean ended;

  /**
   * @param limit bytes of a whole run at most
   */
  OutputPieces(long limit) {
    this.limit = limit;
  }

  /** Takes output in; false when some of it was left out. */
  boolean add(int stream, byte[] bytes) {
    lock.lock();
    try {
      int taken = (int) Math.min(bytes.length, Math.max(0, limit - seen));
      seen += bytes.length;
      Part last = waiting.peekLast();
      if (last == null || last.stream != stream || last.bytes.size() + taken > JOINED_BYTES) {
        if (waiting.size() >= MAX_PIECES) {
          return false;
        }
        last = new Part(stream);
        waiting.add(last);
      }
      last.bytes.write(bytes, 0, taken);
      changed.signal();
      return taken == bytes.length;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next piece, the end again and again after it, or null when nothing came in time. */
  public @Nullable Piece poll(long time, TimeUnit unit) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = unit.toNanos(time);
      while (waiting.isEmpty() && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      Part part = waiting.poll();
      if (part != null) {
        return new Piece.Output(part.stream, ByteBuffer.wrap(part.bytes.toByteArray()));
      }
      return ended ? new Piece.End() : null;
    } finally {
      lock.unlock();
    }
  }
}
