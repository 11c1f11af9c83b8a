package dev.cove.sandbox.egress;

import dev.cove.sandbox.session.NetworkMode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy of one sandbox: which socket a connection came on says whose it is. One virtual thread
 * a connection. Thread-safe.
 */
final class Gate implements AutoCloseable {

  /** What the gates share. */
  record Surroundings(
      EgressProperties properties,
      EgressRules rules,
      BoundedResolver resolver,
      EgressMeters meters,
      InstantSource clock) {}

  private static final Logger log = LoggerFactory.getLogger(Gate.class);

  /** Lookups of one sandbox at a time, so that slow names of one are not everybody's. */
  private static final int LOOKUPS = 2;

  /** How many beyond the most are told so at a time. */
  private static final int TURNED_AWAY = 16;

  /** How long a refused program may go on talking before it is cut off. */
  private static final Duration LINGER = Duration.ofSeconds(1);

  private static final Duration AFTER_FAILURE = Duration.ofMillis(100);
  private static final int LINGER_BYTES = 64 * 1024;
  private static final byte[] ESTABLISHED =
      "HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final String sandboxId;
  private final NetworkMode mode;
  private final Surroundings surroundings;
  private final RefusalLog refusals;
  private final ServerSocketChannel socket;
  private final Semaphore places;
  private final Semaphore turnedAway = new Semaphore(TURNED_AWAY);
  private final Semaphore lookups = new Semaphore(LOOKUPS);
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Gate(
      String sandboxId, NetworkMode mode, Surroundings surroundings, ServerSocketChannel socket) {
    this.sandboxId = sandboxId;
    this.mode = mode;
    this.surroundings = surroundings;
    this.refusals = new RefusalLog(sandboxId, surroundings.clock());
    this.socket = socket;
    this.places = new Semaphore(surroundings.properties().connections());
  }

  /** Listens at the path, also where an earlier process did. */
  static Gate open(Path path, String sandboxId, NetworkMode mode, Surroundings surroundings)
      throws IOException {
    ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      Files.deleteIfExists(path);
      socket.bind(UnixDomainSocketAddress.of(path), 64);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    Gate gate = new Gate(sandboxId, mode, surroundings, socket);
    var _ = Thread.ofVirtual().name("egress-accept-" + sandboxId).start(gate::accept);
    return gate;
  }

  @Override
  public void close() {
    closed = true;
    Tunnel.closeQuietly(socket);
    open.forEach(Tunnel::closeQuietly);
  }

  private void accept() {
    Pace pace = new Pace(System.nanoTime());
    while (!closed) {
      try {
        pause(pace.next(System.nanoTime()));
        SocketChannel client = socket.accept();
        if (places.tryAcquire()) {
          var _ = Thread.ofVirtual().name("egress-" + sandboxId).start(() -> serve(client));
        } else {
          turnAway(client);
        }
      } catch (IOException e) {
        if (!closed) {
          log.warn("Sandbox {}: a connection to the package proxy failed", sandboxId, e);
          pause(AFTER_FAILURE.toNanos());
        }
      }
    }
  }

  private static void pause(long nanos) {
    try {
      if (nanos > 0) {
        Thread.sleep(Duration.ofNanos(nanos));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says why, to so many at a time; who comes beyond them is only closed. */
  private void turnAway(SocketChannel client) {
    if (!turnedAway.tryAcquire()) {
      Tunnel.closeQuietly(client);
      return;
    }
    var _ =
        Thread.ofVirtual()
            .name("egress-full-" + sandboxId)
            .start(() -> {
              int most = surroundings.properties().connections();
              try (client) {
                refuse(
                    client,
                    new Refusal(
                        Refusal.Rule.TOO_MANY,
                        "a sandbox has at most " + most + " connections at a time"));
              } catch (IOException e) {
                log.debug("Sandbox {}: who was turned away is gone", sandboxId, e);
              } finally {
                turnedAway.release();
              }
            });
  }

  private void serve(SocketChannel client) {
    open.add(client);
    try (client) {
      try {
        if (!closed) {
          forward(client);
        }
      } catch (Refusal refusal) {
        refuse(client, refusal);
      }
    } catch (IOException e) {
      log.debug("Sandbox {}: a connection ended", sandboxId, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      places.release();
    }
  }

  private void forward(SocketChannel client) throws IOException, Refusal, InterruptedException {
    ConnectHead head = head(client);
    if (head == null) {
      return;
    }
    HostPort target = head.target();
    surroundings.rules().check(mode, target);
    List<InetAddress> addresses = resolve(target);
    surroundings.rules().check(mode, target, addresses);
    try (SocketChannel remote = connect(target, addresses)) {
      open.add(remote);
      if (closed) {
        return;
      }
      surroundings.meters().opened();
      try {
        write(client, ESTABLISHED);
        new Tunnel(client, remote).run(head.rest(), surroundings.properties().idle());
      } finally {
        surroundings.meters().closed();
        open.remove(remote);
      }
    }
  }

  private @Nullable ConnectHead head(SocketChannel client) throws IOException, Refusal {
    try (Watch watch = Watch.start(surroundings.properties().headWithin(), () -> hush(client))) {
      try {
        ConnectHead head = ConnectHead.read(client);
        if (head != null || !watch.expired()) {
          return head;
        }
      } catch (Refusal refusal) {
        if (!watch.expired()) {
          throw refusal;
        }
      }
      throw new Refusal(Refusal.Rule.HEAD_TOO_SLOW, "the request took too long to arrive");
    }
  }

  /** Ends a read and leaves the way back open for the answer. */
  private static void hush(SocketChannel client) {
    try {
      client.shutdownInput();
    } catch (IOException _) {
      Tunnel.closeQuietly(client);
    }
  }

  private List<InetAddress> resolve(HostPort target) throws Refusal {
    InetAddress literal = target.literal();
    if (literal != null) {
      return List.of(literal);
    }
    return surroundings.resolver().resolve(target.host(), lookups);
  }

  /** To an address that was checked, and not to what the name may mean by now. */
  private SocketChannel connect(HostPort target, List<InetAddress> addresses)
      throws IOException, Refusal {
    long deadline = System.nanoTime() + surroundings.properties().connectWithin().toNanos();
    boolean late = false;
    for (InetAddress address : addresses) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        late = true;
        break;
      }
      SocketChannel remote = SocketChannel.open();
      try {
        remote.setOption(StandardSocketOptions.TCP_NODELAY, true);
        remote.socket().connect(new InetSocketAddress(address, target.port()), (int) left);
        return remote;
      } catch (SocketTimeoutException _) {
        remote.close();
        late = true;
      } catch (InterruptedIOException e) {
        remote.close();
        throw e;
      } catch (IOException e) {
        remote.close();
        log.debug("Sandbox {}: no connection to {}", sandboxId, target, e);
      }
    }
    throw late
        ? new Refusal(Refusal.Rule.CONNECT_TOO_SLOW, target + " does not answer")
        : new Refusal(Refusal.Rule.UNREACHABLE, target + " could not be reached");
  }

  private void refuse(SocketChannel client, Refusal refusal) throws IOException {
    surroundings.meters().refused(refusal.rule());
    var _ = refusals.write(refusal);
    String text = refusal.text();
    String allow = refusal.rule() == Refusal.Rule.METHOD ? "Allow: CONNECT\r\n" : "";
    String answer =
        "HTTP/1.1 %d %s\r\n%sContent-Type: text/plain\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s\n"
            .formatted(refusal.status(), text, allow, text.length() + 1, text);
    write(client, answer.getBytes(StandardCharsets.US_ASCII));
    linger(client);
  }

  /** Reads what is still on its way, or the other end would lose the answer to a reset. */
  private static void linger(SocketChannel client) throws IOException {
    client.shutdownOutput();
    try (Watch _ = Watch.start(LINGER, () -> Tunnel.closeQuietly(client))) {
      ByteBuffer buffer = ByteBuffer.allocate(Tunnel.BUFFER_BYTES);
      for (int read = 0; read < LINGER_BYTES; ) {
        int more = client.read(buffer.clear());
        if (more < 0) {
          return;
        }
        read += more;
      }
    }
  }

  private static void write(SocketChannel client, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      int _ = client.write(buffer);
    }
  }
}
