package dev.cove.sandbox.terminal.web;

import dev.cove.sandbox.terminal.TerminalCloseStatus;
import dev.cove.sandbox.terminal.TerminalFrame;
import dev.cove.sandbox.terminal.ViewerSocket;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one browser without ever blocking the caller: a message goes straight to the socket when
 * nothing is under way, and waits in line otherwise. The bytes in the line are bounded because the
 * agent sends no more than a window beyond what was acknowledged, the messages by their number.
 */
final class SessionViewerSocket implements ViewerSocket {

  private sealed interface Message {
    record Bytes(ByteBuffer bytes, Runnable written) implements Message {}

    record Text(String text) implements Message {}

    record Ping() implements Message {}

    record Close(TerminalCloseStatus status) implements Message {}
  }

  private static final Logger log = LoggerFactory.getLogger(SessionViewerSocket.class);
  private static final Duration SEND_WITHIN = Duration.ofMinutes(10);

  /** A browser that takes nothing for so long comes back for what it missed. */
  private static final int MOST_IN_LINE = 32 * 1024;

  private static final Duration SILENCE = Duration.ofSeconds(75);

  private final Session session;
  private final RemoteEndpoint.Async remote;
  private final TerminalFrames frames;
  private final ConcurrentLinkedQueue<Message> line = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inLine = new AtomicInteger();
  private final AtomicInteger work = new AtomicInteger();
  private volatile boolean sending;
  private volatile boolean closed;
  private volatile long heard = System.nanoTime();

  SessionViewerSocket(Session session, TerminalFrames frames) {
    this.session = session;
    this.remote = session.getAsyncRemote();
    this.remote.setSendTimeout(SEND_WITHIN.toMillis());
    this.frames = frames;
  }

  @Override
  public void bytes(ByteBuffer bytes, Runnable written) {
    put(new Message.Bytes(bytes, written));
  }

  @Override
  public void frame(TerminalFrame.ToViewer frame) {
    put(new Message.Text(frames.write(frame)));
  }

  @Override
  public void keepAlive() {
    if (System.nanoTime() - heard > SILENCE.toNanos()) {
      end(TerminalCloseStatus.SILENT);
    } else if (line.isEmpty()) {
      put(new Message.Ping());
    }
  }

  @Override
  public void close(TerminalCloseStatus status) {
    put(new Message.Close(status));
  }

  /** Something came from the browser. */
  void heard() {
    heard = System.nanoTime();
  }

  private void put(Message message) {
    if (closed) {
      return;
    }
    if (inLine.incrementAndGet() > MOST_IN_LINE) {
      end(TerminalCloseStatus.BEHIND);
      return;
    }
    line.add(message);
    drain();
  }

  /** One thread at a time sends; a message that is under way continues the line when it is done. */
  private void drain() {
    if (work.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      while (!sending && !closed) {
        Message next = line.poll();
        if (next == null) {
          break;
        }
        inLine.decrementAndGet();
        send(next);
      }
      seen = work.addAndGet(-seen);
    } while (seen != 0);
  }

  private void send(Message message) {
    try {
      switch (message) {
        case Message.Bytes(var bytes, var written) -> {
          sending = true;
          remote.sendBinary(bytes, done(written));
        }
        case Message.Text(var text) -> {
          sending = true;
          remote.sendText(text, done(() -> {}));
        }
        case Message.Ping _ -> remote.sendPing(ByteBuffer.allocate(0));
        case Message.Close(var status) -> end(status);
      }
    } catch (IOException | RuntimeException e) {
      log.debug("A viewer's socket ended while it was sent to", e);
      end(TerminalCloseStatus.FAILED);
    }
  }

  private SendHandler done(Runnable then) {
    return result -> {
      if (result.isOK()) {
        then.run();
        sending = false;
        drain();
      } else {
        log.debug("A viewer's socket did not take a message", result.getException());
        end(TerminalCloseStatus.FAILED);
      }
    };
  }

  private void end(TerminalCloseStatus status) {
    closed = true;
    line.clear();
    // closing waits for the peer: never on the thread of an agent
    Thread.ofVirtual()
        .name("viewer-close")
        .start(() -> {
          try {
            session.close(
                new CloseReason(
                    CloseReason.CloseCodes.getCloseCode(status.code()), status.sentence()));
          } catch (IOException | RuntimeException e) {
            log.debug("Closing a viewer's socket", e);
          }
        });
  }
}
