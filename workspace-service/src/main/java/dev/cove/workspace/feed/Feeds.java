package dev.cove.workspace.feed;

import dev.cove.workspace.file.FilesChanged;
import dev.cove.workspace.session.SessionDeleted;
import dev.cove.workspace.session.SessionTrashed;
import dev.cove.workspace.session.SessionUpdated;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The open events sockets of this instance, and who nudges them: commits here at once, commits on
 * other instances by Kafka. Thread-safe.
 */
@Component
public class Feeds {

  private final Map<UUID, Set<Feed>> open = new ConcurrentHashMap<>();

  Feeds(MeterRegistry meters) {
    Gauge.builder("cove.feed.sockets", open, all -> all.values().stream().mapToInt(Set::size).sum())
        .description("Open events sockets")
        .register(meters);
  }

  void add(Feed feed) {
    open.compute(
        feed.session(),
        (_, feeds) -> {
          Set<Feed> all = feeds == null ? ConcurrentHashMap.newKeySet() : feeds;
          all.add(feed);
          return all;
        });
  }

  void remove(Feed feed) {
    open.computeIfPresent(
        feed.session(),
        (_, feeds) -> {
          feeds.remove(feed);
          return feeds.isEmpty() ? null : feeds;
        });
  }

  /** Files of a session may have changed. */
  public void filesChanged(UUID session) {
    each(session, Feed::nudge);
  }

  /** A session has changed or is gone. */
  public void sessionChanged(UUID session) {
    each(session, Feed::sessionChanged);
  }

  /** A session's sandbox is now this, as JSON. */
  public void sandboxChanged(UUID session, String sandbox) {
    each(session, feed -> feed.sandbox(sandbox));
  }

  /** A session's sandbox uses this, as JSON. */
  public void sandboxMeasured(UUID session, String measured) {
    each(session, feed -> feed.measured(measured));
  }

  /** A user may not be here any more. */
  public void shutOut(UUID user) {
    open.values().stream()
        .flatMap(Set::stream)
        .filter(feed -> feed.user().equals(user))
        .forEach(feed -> feed.end(FeedCloseStatus.NOT_SIGNED_IN));
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(FilesChanged change) {
    filesChanged(change.sessionId());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(SessionUpdated event) {
    sessionChanged(event.sessionId());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(SessionTrashed event) {
    sessionChanged(event.sessionId());
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(SessionDeleted event) {
    sessionChanged(event.sessionId());
  }

  private void each(UUID session, Consumer<Feed> action) {
    open.getOrDefault(session, Set.of()).forEach(action);
  }
}
