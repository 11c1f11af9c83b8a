package dev.cove.sandbox.terminal;

import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.agent.OutputSink;
import dev.cove.sandbox.sandbox.LiveSandbox;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewer of one terminal: output goes from the agent's reader to the socket, input from the
 * socket to the agent, and the agent is told how far the viewer has come, so that it never has more
 * than a window on its way. A viewer that sends acknowledgements, the first one at once, is
 * believed; for one that has said nothing a second after a whole window, what its socket has taken
 * counts as seen.
 */
public final class TerminalViewer implements OutputSink {

  /** Bytes on their way to one viewer. */
  static final int WINDOW = 512 * 1024;

  /** What an agent may send beyond the window: the frame that reaches it. */
  private static final int SLACK = 128 * 1024;

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration SILENT_AFTER = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(TerminalViewer.class);

  private final Terminal terminal;
  private final LiveSandbox sandbox;
  private final int handle;
  private final ViewerSocket socket;
  private final AtomicLong acked = new AtomicLong();
  private volatile AgentLink.@Nullable Subscription subscription;
  private volatile boolean acknowledges;
  private volatile boolean left;
  private volatile long sent;
  private volatile long written;
  private volatile boolean inputWaits;
  private volatile boolean silent;
  private volatile boolean waitsForWord;
  private volatile int cols;
  private volatile int rows;
  // only on the agent's reader thread
  private long exitAt = Long.MAX_VALUE;
  private @Nullable Integer exitCode;

  TerminalViewer(Terminal terminal, LiveSandbox sandbox, int handle, ViewerSocket socket) {
    this.terminal = terminal;
    this.sandbox = sandbox;
    this.handle = handle;
    this.socket = socket;
  }

  /** Subscribes from an offset, or to everything that is kept. */
  void attach(@Nullable Long from) {
    AgentLink.Subscription attached =
        sandbox.agent().attach(handle, from, WINDOW, this, this::attached);
    subscription = attached;
    if (left) {
      attached.detach();
    }
    var _ =
        attached
            .attached()
            .whenComplete((_, e) -> {
              if (e != null) {
                log.warn("A viewer could not be attached", e);
                socket.close(TerminalCloseStatus.FAILED);
              }
            });
  }

  private void attached(AgentLink.Attached answer) {
    acked.set(answer.replayFrom());
    sent = answer.replayFrom();
    socket.frame(
        new TerminalFrame.Ready(
            terminal.id(),
            answer.offset(),
            answer.replayFrom(),
            answer.cols(),
            answer.rows(),
            answer.title(),
            answer.modes()));
    if (answer.exited()) {
      exitAt = answer.offset();
      exitCode = answer.exitCode();
      tellExit(answer.replayFrom());
    }
  }

  @Override
  public void output(long offset, ByteBuffer bytes) {
    long end = offset + bytes.remaining();
    if (offset != sent || end - acked.get() > WINDOW + SLACK) {
      throw new AgentException.Violation("output out of order or beyond the window");
    }
    sent = end;
    socket.bytes(bytes, () -> written(end));
    tellExit(end);
  }

  private void tellExit(long end) {
    if (end >= exitAt) {
      exitAt = Long.MAX_VALUE;
      socket.frame(new TerminalFrame.Exit(exitCode));
    }
  }

  /**
   * The agent's channel ended: either only the channel, and then it is back in a moment, or the
   * container with it, and then all viewers are closed. Who looks on is told the right one.
   */
  @Override
  public void lost() {
    if (left || sandbox.isClosing()) {
      return;
    }
    var _ =
        Thread.ofVirtual()
            .name("viewer-lost")
            .start(() -> {
              try {
                long end = System.nanoTime() + LiveSandbox.END_KNOWN_WITHIN.toNanos();
                do {
                  Thread.sleep(LOOK_EVERY);
                } while (!left && !sandbox.agent().isConnected() && System.nanoTime() < end);
                socket.close(TerminalCloseStatus.INTERRUPTED);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /**
   * Hands on keystrokes; blocks while the terminal's program does not take them. What it answers to
   * a long paste must come out meanwhile, or it would never take the rest, and nobody can read the
   * viewer's acknowledgements behind its paste: so long, what its socket has taken counts as seen.
   */
  public void input(ByteBuffer bytes) {
    if (sandbox.isClosing()) {
      return;
    }
    try {
      sandbox.agent().terminals().input(handle, bytes, this::inputWaits);
    } finally {
      inputWaits = false;
    }
  }

  private void inputWaits() {
    inputWaits = true;
    acknowledge(written);
  }

  /** The viewer has shown everything before the offset. */
  public void ack(long offset) {
    acknowledges = true;
    acknowledge(Math.min(offset, sent));
  }

  private void written(long end) {
    written = end;
    if (inputWaits || (silent && !acknowledges)) {
      if (end - acked.get() >= WINDOW / 4) {
        acknowledge(end);
      }
    } else if (!acknowledges && !waitsForWord && end - acked.get() >= WINDOW) {
      waitsForWord = true;
      var _ = Thread.ofVirtual().name("viewer-silent").start(this::awaitWord);
    }
  }

  /**
   * A socket takes much that its viewer never sees, so a word of the viewer is waited for first.
   */
  private void awaitWord() {
    try {
      Thread.sleep(SILENT_AFTER);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    if (!acknowledges && !left) {
      silent = true;
      acknowledge(written);
    }
  }

  private void acknowledge(long offset) {
    AgentLink.Subscription to = subscription;
    long before = acked.getAndAccumulate(offset, Math::max);
    if (to == null || offset <= before) {
      return;
    }
    try {
      to.ack(offset);
    } catch (AgentException e) {
      log.debug("The agent went before it heard of an acknowledgement", e);
    }
  }

  void size(int newCols, int newRows) {
    cols = newCols;
    rows = newRows;
  }

  int cols() {
    return cols;
  }

  int rows() {
    return rows;
  }

  Terminal terminal() {
    return terminal;
  }

  LiveSandbox sandbox() {
    return sandbox;
  }

  int handle() {
    return handle;
  }

  ViewerSocket socket() {
    return socket;
  }

  /** The viewer is gone. */
  void leave() {
    left = true;
    AgentLink.Subscription mine = subscription;
    if (mine != null) {
      try {
        mine.detach();
      } catch (AgentException e) {
        log.debug("The agent went before its viewer", e);
      }
    }
  }
}
