package dev.cove.sandbox.terminal.web;

import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.sandbox.SandboxErrors;
import dev.cove.sandbox.terminal.TerminalCloseStatus;
import dev.cove.sandbox.terminal.TerminalFrame;
import dev.cove.sandbox.terminal.TerminalService;
import dev.cove.sandbox.terminal.TerminalViewer;
import dev.cove.sandbox.terminal.TerminalViewers;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import jakarta.websocket.Session;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * {@code WS /ws/sessions/{id}/terminals/{terminalId}?offset=}. Keeps nothing of a terminal: the
 * socket may come and go. Who may not use it learns so by a close code after the handshake, since a
 * browser cannot read the status of a refused one.
 */
@Component
class TerminalWebSocketHandler extends AbstractWebSocketHandler {

  private static final Logger log = LoggerFactory.getLogger(TerminalWebSocketHandler.class);
  private static final String CONNECTION = "cove.terminal";
  private static final int ATTACHED_WITHIN_SECONDS = 45;

  private record Address(UUID sessionId, UUID terminalId, @Nullable Long offset) {}

  /** What belongs to one socket. */
  private record Connection(SessionViewerSocket socket, CompletableFuture<TerminalViewer> viewer) {}

  private final TerminalService terminals;
  private final TerminalViewers viewers;
  private final TerminalFrames frames;

  TerminalWebSocketHandler(
      TerminalService terminals, TerminalViewers viewers, TerminalFrames frames) {
    this.terminals = terminals;
    this.viewers = viewers;
    this.frames = frames;
  }

  /** A message of any length is taken piece by piece. */
  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    Session jakarta =
        Objects.requireNonNull(((NativeWebSocketSession) session).getNativeSession(Session.class));
    SessionViewerSocket socket = new SessionViewerSocket(jakarta, frames);
    Connection connection = new Connection(socket, new CompletableFuture<>());
    session.getAttributes().put(CONNECTION, connection);
    Optional<CurrentUser> user = CurrentUser.from(session.getPrincipal());
    Optional<Address> address = address(session.getUri());
    if (user.isEmpty()) {
      socket.close(TerminalCloseStatus.UNAUTHENTICATED);
    } else if (address.isEmpty()) {
      socket.close(TerminalCloseStatus.NOT_FOUND);
    } else {
      // may wait for a start: not on the thread that has to read this socket
      var _ =
          Thread.ofVirtual()
              .name("viewer-attach")
              .start(() -> attach(connection, user.get(), address.get()));
    }
  }

  private void attach(Connection connection, CurrentUser user, Address address) {
    try {
      Optional<TerminalViewer> viewer =
          terminals.view(
              address.sessionId(),
              user.id(),
              address.terminalId(),
              address.offset(),
              connection.socket());
      if (viewer.isEmpty()) {
        refuse(connection, TerminalCloseStatus.TOO_MANY);
      } else if (!connection.viewer().complete(viewer.get())) {
        viewers.leave(viewer.get());
      }
    } catch (ProblemException e) {
      refuse(connection, status(e));
    } catch (AgentException e) {
      log.info("A viewer met no agent", e);
      refuse(connection, TerminalCloseStatus.INTERRUPTED);
    } catch (RuntimeException e) {
      log.warn("A viewer could not be attached", e);
      refuse(connection, TerminalCloseStatus.FAILED);
    }
  }

  private static TerminalCloseStatus status(ProblemException e) {
    return switch (e.status()) {
      case NOT_FOUND -> TerminalCloseStatus.NOT_FOUND;
      case CONFLICT ->
          e.code().equals(SandboxErrors.LIMIT) || e.code().equals("too-many-terminals")
              ? TerminalCloseStatus.TOO_MANY
              : TerminalCloseStatus.STOPPED;
      default -> TerminalCloseStatus.FAILED;
    };
  }

  private static void refuse(Connection connection, TerminalCloseStatus status) {
    connection.viewer().cancel(false);
    connection.socket().close(status);
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    TerminalViewer viewer = viewer(session);
    if (viewer != null) {
      try {
        viewer.input(message.getPayload());
      } catch (AgentException e) {
        log.debug("Input for an agent that is away", e);
        connection(session).socket().close(TerminalCloseStatus.INTERRUPTED);
      }
    }
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    TerminalViewer viewer = viewer(session);
    if (viewer == null) {
      return;
    }
    frames
        .read(message.getPayload())
        .ifPresent(frame -> {
          switch (frame) {
            case TerminalFrame.Resize(int cols, int rows) -> viewers.resize(viewer, cols, rows);
            case TerminalFrame.Ack(long offset) -> viewer.ack(offset);
            case TerminalFrame.Ping _ ->
                connection(session).socket().frame(new TerminalFrame.Pong());
          }
        });
  }

  @Override
  protected void handlePongMessage(WebSocketSession session, PongMessage message) {
    connection(session).socket().heard();
  }

  @Override
  public void handleTransportError(WebSocketSession session, Throwable e) {
    log.debug("A viewer's connection broke", e);
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    Connection connection = connection(session);
    if (!connection.viewer().cancel(false)) {
      var _ = connection.viewer().thenAccept(viewers::leave);
    }
  }

  /** The viewer, waited for while it is being attached; null when it will not be. */
  private static @Nullable TerminalViewer viewer(WebSocketSession session) {
    Connection connection = connection(session);
    connection.socket().heard();
    CompletableFuture<TerminalViewer> viewer = connection.viewer();
    if (viewer.isCompletedExceptionally()) {
      return null;
    }
    try {
      return viewer.isDone()
          ? viewer.join()
          : viewer.get(ATTACHED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      log.debug("Nothing to send input to", e);
      return null;
    }
  }

  private static Connection connection(WebSocketSession session) {
    return (Connection) Objects.requireNonNull(session.getAttributes().get(CONNECTION));
  }

  private static Optional<Address> address(@Nullable URI uri) {
    if (uri == null) {
      return Optional.empty();
    }
    var parts = UriComponentsBuilder.fromUri(uri).build();
    var path = parts.getPathSegments();
    String offset = parts.getQueryParams().getFirst("offset");
    try {
      return Optional.of(
          new Address(
              UUID.fromString(path.get(2)),
              UUID.fromString(path.get(4)),
              offset == null || offset.isEmpty()
                  ? null
                  : (Long) Math.max(0, Long.parseLong(offset))));
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }
}
