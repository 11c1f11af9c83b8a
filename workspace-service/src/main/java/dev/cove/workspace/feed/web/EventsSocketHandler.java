package dev.cove.workspace.feed.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.feed.FeedCloseStatus;
import dev.cove.workspace.feed.FeedOpener;
import dev.cove.workspace.feed.OpenFeed;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The server's end of {@code /ws/sessions/{id}/events}. What a client sends is ignored. */
@Component
class EventsSocketHandler extends TextWebSocketHandler {

  private static final String FEED = "feed";
  private static final Pattern PATH = Pattern.compile("/ws/sessions/([0-9a-fA-F-]{36})/events");

  private final FeedOpener opener;
  private final JsonMapper json;

  EventsSocketHandler(FeedOpener opener, JsonMapper json) {
    this.opener = opener;
    this.json = json;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession socket) throws IOException {
    Optional<CurrentUser> user = CurrentUser.from(socket.getPrincipal());
    if (user.isEmpty()) {
      socket.close(FeedCloseStatus.NOT_SIGNED_IN.status());
      return;
    }
    Optional<OpenFeed> feed =
        sessionOf(socket)
            .flatMap(session ->
                opener.open(session, user.get().id(), since(socket), new SocketSink(socket, json)));
    if (feed.isEmpty()) {
      socket.close(FeedCloseStatus.NO_SUCH_SESSION.status());
      return;
    }
    socket.getAttributes().put(FEED, feed.get());
  }

  @Override
  public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
    if (socket.getAttributes().get(FEED) instanceof OpenFeed feed) {
      feed.end();
    }
  }

  private static Optional<UUID> sessionOf(WebSocketSession socket) {
    URI uri = socket.getUri();
    Matcher path = PATH.matcher(uri == null ? "" : uri.getPath());
    try {
      return path.matches() ? Optional.of(UUID.fromString(path.group(1))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Long since(WebSocketSession socket) {
    URI uri = socket.getUri();
    if (uri == null) {
      return null;
    }
    String text =
        UriComponentsBuilder.fromUri(uri).build().getQueryParams().getFirst("sinceRevision");
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
