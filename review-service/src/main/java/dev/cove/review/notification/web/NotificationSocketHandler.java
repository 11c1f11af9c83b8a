package dev.cove.review.notification.web;

import dev.cove.review.notification.BrokerWatch;
import dev.cove.review.notification.FeedSignals;
import dev.cove.review.notification.Notifications;
import dev.cove.starter.security.CurrentUser;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** {@code /ws/notifications}: one {@link NotificationStream} a socket. */
@Component
final class NotificationSocketHandler extends TextWebSocketHandler {

  /** The caller did not send a valid token. */
  static final CloseStatus NOT_SIGNED_IN = new CloseStatus(4401, "not signed in");

  /** The caller has too many of these sockets open. */
  static final CloseStatus TOO_MANY = new CloseStatus(4429, "too many sockets");

  private static final int MAX_SOCKETS = 20;

  private final Notifications notifications;
  private final FeedSignals signals;
  private final BrokerWatch broker;
  private final JsonMapper json;
  private final Map<String, NotificationStream> streams = new ConcurrentHashMap<>();

  NotificationSocketHandler(
      Notifications notifications, FeedSignals signals, BrokerWatch broker, JsonMapper json) {
    this.notifications = notifications;
    this.signals = signals;
    this.broker = broker;
    this.json = json;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) throws IOException {
    Optional<CurrentUser> user = CurrentUser.from(session.getPrincipal());
    if (user.isEmpty()) {
      session.close(NOT_SIGNED_IN);
      return;
    }
    if (signals.followers(user.get().id()) >= MAX_SOCKETS) {
      session.close(TOO_MANY);
      return;
    }
    var stream =
        new NotificationStream(session, user.get().id(), notifications, signals, broker, json);
    streams.put(session.getId(), stream);
    stream.start(cursor(session));
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    NotificationStream stream = streams.remove(session.getId());
    if (stream != null) {
      stream.stop();
    }
  }

  private static Optional<Long> cursor(WebSocketSession session) {
    String given =
        UriComponentsBuilder.fromUri(Objects.requireNonNull(session.getUri()))
            .build()
            .getQueryParams()
            .getFirst("cursor");
    try {
      return Optional.ofNullable(given).map(Long::parseLong);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
