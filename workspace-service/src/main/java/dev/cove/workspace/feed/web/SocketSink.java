package dev.cove.workspace.feed.web;

import dev.cove.workspace.feed.FeedCloseStatus;
import dev.cove.workspace.feed.FeedMessage;
import dev.cove.workspace.feed.FeedSink;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a feed's messages to its socket, from the feed's thread only. A client that takes nothing
 * for the server's send time-out (20 s) is let go; it comes back with the revision it has seen.
 */
final class SocketSink implements FeedSink {

  private static final Logger log = LoggerFactory.getLogger(SocketSink.class);

  private final WebSocketSession socket;
  private final JsonMapper json;

  SocketSink(WebSocketSession socket, JsonMapper json) {
    this.socket = socket;
    this.json = json;
  }

  @Override
  public void send(FeedMessage message) throws IOException {
    write(() -> socket.sendMessage(new TextMessage(json.writeValueAsString(message))));
  }

  @Override
  public void ping() throws IOException {
    write(() -> socket.sendMessage(new PingMessage()));
  }

  @Override
  public void close(FeedCloseStatus status) {
    close(status.status());
  }

  private interface Write {
    void run() throws IOException;
  }

  private void write(Write write) throws IOException {
    try {
      write.run();
    } catch (IOException e) {
      close(CloseStatus.SESSION_NOT_RELIABLE);
      throw e;
    } catch (IllegalStateException e) {
      throw new IOException("closed meanwhile", e);
    }
  }

  private void close(CloseStatus status) {
    try {
      socket.close(status);
    } catch (IOException e) {
      log.debug("The socket was closed already", e);
    }
  }
}
