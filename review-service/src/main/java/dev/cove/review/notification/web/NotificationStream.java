package dev.cove.review.notification.web;

import dev.cove.review.notification.BrokerWatch;
import dev.cove.review.notification.FeedSignals;
import dev.cove.review.notification.Notification;
import dev.cove.review.notification.Notifications;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one socket everything after its cursor, in order, each once, from the table: nothing is
 * kept in memory for a slow client, whose thread just waits. Only that thread sends.
 */
final class NotificationStream {

  private static final Logger log = LoggerFactory.getLogger(NotificationStream.class);
  private static final Duration PING = Duration.ofSeconds(20);
  private static final int BATCH = 100;

  private final WebSocketSession session;
  private final UUID recipient;
  private final Notifications notifications;
  private final FeedSignals signals;
  private final BrokerWatch broker;
  private final JsonMapper json;
  private final Semaphore changes = new Semaphore(0);
  private final Runnable wake = this::wake;
  private volatile boolean stopped;
  private long cursor;
  private int unread = -1;
  private boolean late;

  NotificationStream(
      WebSocketSession session,
      UUID recipient,
      Notifications notifications,
      FeedSignals signals,
      BrokerWatch broker,
      JsonMapper json) {
    this.session = session;
    this.recipient = recipient;
    this.notifications = notifications;
    this.signals = signals;
    this.broker = broker;
    this.json = json;
  }

  /** Follows from the cursor, or from now. */
  void start(Optional<Long> from) {
    signals.follow(recipient, wake);
    Thread.ofVirtual().name("notifications-" + session.getId()).start(() -> run(from));
  }

  void stop() {
    stopped = true;
    signals.unfollow(recipient, wake);
    wake();
  }

  private void wake() {
    if (changes.availablePermits() < 2) {
      changes.release();
    }
  }

  private void run(Optional<Long> from) {
    try {
      cursor = from.orElseGet(() -> notifications.lastSequence(recipient));
      while (!stopped && session.isOpen()) {
        tellWhetherLate();
        drain();
        if (changes.tryAcquire(PING.toMillis(), TimeUnit.MILLISECONDS)) {
          changes.drainPermits();
        } else {
          session.sendMessage(new PingMessage());
        }
      }
    } catch (IOException | IllegalStateException e) {
      log.debug("A notification socket ended", e);
    } catch (DataAccessException e) {
      log.warn("Notifications could not be read; the client will resume", e);
      close(CloseStatus.SERVICE_RESTARTED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stop();
    }
  }

  private void tellWhetherLate() throws IOException {
    if (broker.away() != late) {
      late = !late;
      send(new NotificationFrame.Late(late));
    }
  }

  private void drain() throws IOException {
    List<Notification> news;
    do {
      news = notifications.after(recipient, cursor, BATCH);
      int count = notifications.unread(recipient);
      for (Notification notification : news) {
        send(new NotificationFrame.Told(NotificationResponse.from(notification), count));
        cursor = notification.sequence();
      }
      if (news.isEmpty() && count != unread) {
        send(new NotificationFrame.Unread(count));
      }
      unread = count;
    } while (news.size() == BATCH);
  }

  private void send(NotificationFrame frame) throws IOException {
    session.sendMessage(new TextMessage(json.writeValueAsString(frame)));
  }

  private void close(CloseStatus status) {
    try {
      session.close(status);
    } catch (IOException e) {
      log.debug("A notification socket was closed already", e);
    }
  }
}
