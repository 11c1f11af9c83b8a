package dev.cove.sandbox.agent;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Listens for agents, each on the socket of its own container: the socket says who it is. One
 * virtual thread a connection. Thread-safe.
 */
public class AgentServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(AgentServer.class);

  /** Connections one container may hold at a time; two are used. */
  private static final int CONNECTIONS = 6;

  private static final Duration HELLO_WITHIN = Duration.ofSeconds(5);

  private record Listening(AgentLink link, ServerSocketChannel socket) {}

  private final RunDirectories directories;
  private final Map<String, Listening> listening = new ConcurrentHashMap<>();

  /**
   * @param directories where the sockets are
   */
  public AgentServer(RunDirectories directories) {
    this.directories = directories;
  }

  /**
   * Makes the container's directory and listens in it; also after a restart of this service, for a
   * container that lives already.
   *
   * @param uid the user the container runs as
   */
  public AgentLink listen(String sandboxId, int uid, AgentObserver listener) throws IOException {
    Path path = directories.prepare(sandboxId, uid);
    ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      Files.deleteIfExists(path);
      socket.bind(UnixDomainSocketAddress.of(path), 16);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    AgentLink link = new AgentLink(sandboxId, listener);
    Listening before = listening.put(sandboxId, new Listening(link, socket));
    if (before != null) {
      end(before);
    }
    var _ = Thread.ofVirtual().name("agent-accept-" + sandboxId).start(() -> accept(link, socket));
    return link;
  }

  /** Ends a container's link and removes its directory. */
  public void forget(String sandboxId) {
    Listening gone = listening.remove(sandboxId);
    if (gone != null) {
      end(gone);
    }
    directories.remove(sandboxId);
  }

  /** Ends all links; containers and directories stay for the next start. */
  @Override
  public void close() {
    listening.values().forEach(AgentServer::end);
    listening.clear();
  }

  /** Ends channels whose agent does not answer, so that nobody waits for it for ever. */
  @Scheduled(fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
  public void probe() {
    listening.values().forEach(l -> l.link().probe());
  }

  static void endUnlessAlive(AgentConnection connection) {
    Thread watch =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                Thread.sleep(AgentConnection.ANSWER_WITHIN.plusSeconds(1));
                connection.close();
              } catch (InterruptedException _) {
                // it answered
              }
            });
    watch.start();
    try {
      connection
          .request("ping", Map.of())
          .get(AgentConnection.ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      watch.interrupt();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof AgentException.Refused) {
        watch.interrupt();
      }
    } catch (AgentException | TimeoutException e) {
      log.debug("An agent did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Listening one) {
    try {
      one.socket().close();
    } catch (IOException e) {
      log.debug("Closing an agent's socket", e);
    }
    one.link().close();
  }

  private static void accept(AgentLink link, ServerSocketChannel socket) {
    Semaphore places = new Semaphore(CONNECTIONS);
    try {
      while (socket.isOpen()) {
        SocketChannel channel = socket.accept();
        if (!places.tryAcquire()) {
          channel.close();
          continue;
        }
        var _ =
            Thread.ofVirtual()
                .name("agent-" + link.sandboxId())
                .start(() -> {
                  try {
                    converse(link, new AgentConnection(channel));
                  } finally {
                    places.release();
                  }
                });
      }
    } catch (ClosedChannelException _) {
      // the sandbox or the service ends
    } catch (IOException e) {
      log.warn("The socket of sandbox {} broke", link.sandboxId(), e);
    }
  }

  private static void converse(AgentLink link, AgentConnection connection) {
    Thread watch =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(HELLO_WITHIN);
                connection.close();
              } catch (InterruptedException _) {
                // it said hello
              }
            });
    AgentEvent.Hello hello = hello(connection);
    watch.interrupt();
    if (hello == null) {
      connection.close();
      return;
    }
    link.arrived(connection, hello);
    link.serve(connection);
  }

  private static AgentEvent.@Nullable Hello hello(AgentConnection connection) {
    try {
      if (connection.first() instanceof AgentFrame.Event event
          && AgentEventReader.read(event.body()).orElse(null) instanceof AgentEvent.Hello hello) {
        return hello;
      }
      log.warn("An agent's first frame is no hello");
    } catch (IOException | AgentException.Violation e) {
      log.debug("An agent's channel ended before it began", e);
    }
    return null;
  }
}
