package dev.cove.sandbox.execution;

import dev.cove.sandbox.agent.AgentEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * An execution while it runs: its output so far, and its end. Output is written by one thread, the
 * reader of the agent's channel.
 */
public final class ExecutionRun {

  private final Execution started;
  private final int kept;
  private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
  private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
  private final OutputPieces pieces;
  private final CompletableFuture<Execution> end = new CompletableFuture<>();
  private final boolean streamed;
  private boolean truncated;

  /**
   * @param streamed whether somebody reads the pieces
   */
  ExecutionRun(Execution started, ExecutionProperties properties, boolean streamed) {
    this.started = started;
    this.kept = (int) properties.kept().toBytes();
    this.pieces = new OutputPieces(properties.limit().toBytes());
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

  /** Output in order and then the end, for one reader. */
  public OutputPieces pieces() {
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
      truncated |= !pieces.add(stream, bytes);
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
        exit.cpuMs(),
        exit.maxMemoryBytes());
  }

  void finish(Execution ended) {
    end.complete(ended);
    pieces.end();
  }

  void fail(RuntimeException e) {
    end.completeExceptionally(e);
    pieces.end();
  }

  /** PostgreSQL and JSON take no NUL; what is no UTF-8 becomes the replacement character. */
  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace('\0', '\uFFFD');
  }
}
