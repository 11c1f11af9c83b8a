package dev.cove.sandbox.execution;

import dev.cove.sandbox.agent.AgentEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An execution while it runs: its output so far, and its end. Output is written by one thread, the
 * reader of the agent's channel.
 */
public final class ExecutionRun {

  /** Output as it comes, or the end. */
  public sealed interface Piece {
    /** Bytes of stdout (1) or stderr (2). */
    record Output(int stream, ByteBuffer bytes) implements Piece {}

    /** Nothing more comes. */
    record End() implements Piece {}
  }

  private final Execution started;
  private final int kept;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<Execution> end = new CompletableFuture<>();
  private final boolean streamed;
  private boolean truncated;

  ExecutionRun(Execution started, int kept, boolean streamed) {
    this.started = started;
    this.kept = kept;
    this.streamed = streamed;
  }

  /** What was begun. */
  public Execution started() {
    return started;
  }

  /** How it ended; fails with a {@code ProblemException} when that is not known. */
  public CompletableFuture<Execution> end() {
    return end;
  }

  /**
   * Output in order and then the end, for one reader. Bounded, since the agent ends a program that
   * writes more than the limit.
   */
  public BlockingQueue<Piece> pieces() {
    return pieces;
  }

  void output(int stream, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    ByteArrayOutputStream to = stream == 2 ? stderr : stdout;
    int room = Math.min(bytes.length, kept - to.size());
    to.write(bytes, 0, Math.max(0, room));
    truncated |= room < bytes.length;
    if (streamed) {
      pieces.add(new Piece.Output(stream, ByteBuffer.wrap(bytes)));
    }
  }

  Execution ended(AgentEvent.ExecExit exit) {
    return new Execution(
        started.id(),
        started.sessionId(),
        started.sandboxId(),
        started.handle(),
        started.what(),
        started.startedAt(),
        null,
        exit.outcome(),
        exit.exitCode(),
        exit.signal(),
        text(stdout),
        text(stderr),
        truncated || exit.truncated(),
        exit.durationMs(),
        exit.maxMemoryBytes());
  }

  void finish(Execution ended) {
    end.complete(ended);
    pieces.add(new Piece.End());
  }

  void fail(RuntimeException e) {
    end.completeExceptionally(e);
    pieces.add(new Piece.End());
  }

  /** PostgreSQL and JSON take no NUL; what is no UTF-8 becomes the replacement character. */
  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }
}
