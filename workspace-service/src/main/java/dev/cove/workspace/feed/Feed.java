package dev.cove.workspace.feed;

import dev.cove.workspace.file.FilesChanged;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One open events socket. Its own thread reads changes by revision and sends them one after the
 * other, so that they are in order and none comes twice whoever gave the nudge; of the session and
 * the sandbox only the newest is kept to be sent. A slow client therefore holds up its own thread
 * and nothing else, and nothing is buffered for it.
 */
final class Feed implements Runnable, OpenFeed {

  private static final Logger log = LoggerFactory.getLogger(Feed.class);

  private final UUID session;
  private final UUID user;
  private final FeedSource source;
  private final FeedSink sink;
  private final FeedProperties properties;
  private final Semaphore nudges = new Semaphore(0);
  private final AtomicBoolean sessionChanged = new AtomicBoolean();
  private final AtomicReference<@Nullable String> sandbox = new AtomicReference<>();
  private final AtomicReference<@Nullable String> measured = new AtomicReference<>();
  private final @Nullable Long since;
  private volatile boolean closed;
  private volatile @Nullable FeedCloseStatus closeWith;
  private long sent;

  Feed(
      UUID session,
      UUID user,
      @Nullable Long since,
      FeedSource source,
      FeedSink sink,
      FeedProperties properties) {
    this.session = session;
    this.user = user;
    this.since = since;
    this.source = source;
    this.sink = sink;
    this.properties = properties;
  }

  UUID session() {
    return session;
  }

  UUID user() {
    return user;
  }

  /** Says that there may be something new. Never blocks. */
  void nudge() {
    if (nudges.availablePermits() < 2) {
      nudges.release();
    }
  }

  /** Says that the session itself has changed. */
  void sessionChanged() {
    sessionChanged.set(true);
    nudge();
  }

  /** Says what the sandbox is now, as JSON. */
  void sandbox(String json) {
    sandbox.set(json);
    nudge();
  }

  /** Says what the sandbox uses now, as JSON. */
  void measured(String json) {
    measured.set(json);
    nudge();
  }

  @Override
  public void end() {
    closed = true;
    nudge();
  }

  /** Ends the feed and its socket. */
  void end(FeedCloseStatus status) {
    closeWith = status;
    end();
  }

  @Override
  public void run() {
    try {
      begin();
      long pingAt = System.nanoTime() + properties.ping().toNanos();
      while (!closed) {
        if (nudges.tryAcquire(properties.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
        sendNews();
        if (System.nanoTime() >= pingAt) {
          sink.ping();
          pingAt = System.nanoTime() + properties.ping().toNanos();
        }
      }
    } catch (IOException e) {
      log.debug("The client of session {} went away", session, e);
    } catch (DataAccessException | TransactionException e) {
      log.warn("The feed of session {} could not begin", session, e);
      closeWith = FeedCloseStatus.TRY_AGAIN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    FeedCloseStatus status = closeWith;
    if (status != null) {
      sink.close(status);
    }
  }

  private void begin() throws IOException {
    FeedSource.Start start = source.start(session, since);
    sent = start.revision();
    sink.send(new FeedMessage.Snapshot(start.revision(), start.resumed()));
    sandbox.compareAndSet(null, source.lastSandbox(session));
    nudge();
  }

  private void sendNews() throws IOException {
    try {
      sendChanges();
      if (sessionChanged.getAndSet(false)) {
        sendSession();
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("The changes of session {} could not be read; trying again", session, e);
    }
    String now = sandbox.getAndSet(null);
    if (now != null) {
      sink.send(new FeedMessage.SandboxNow(now));
    }
    String used = measured.getAndSet(null);
    if (used != null) {
      sink.send(new FeedMessage.SandboxMeasured(used));
    }
  }

  private void sendChanges() throws IOException {
    List<FilesChanged> news = source.after(session, sent, properties.batch());
    while (!news.isEmpty() && !closed) {
      for (FilesChanged change : news) {
        sink.send(FeedMessage.Changed.from(change));
        sent = change.revision();
      }
      news =
          news.size() < properties.batch()
              ? List.of()
              : source.after(session, sent, properties.batch());
    }
  }

  private void sendSession() throws IOException {
    var now = source.session(session);
    if (now.isPresent()) {
      sink.send(new FeedMessage.SessionNow(now.get()));
    } else {
      end(FeedCloseStatus.NO_SUCH_SESSION);
    }
  }
}
