package dev.cove.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.sandbox.agent.RunDirectories;
import dev.cove.sandbox.session.NetworkMode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy over its real socket, with servers on loopback as the world outside. */
class EgressTests {

  private static final String ID = "abcdef123456";

  @TempDir private Path root = Path.of("");
  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final AtomicInteger reached = new AtomicInteger();
  private final CountDownLatch slowName = new CountDownLatch(1);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<AutoCloseable> toClose = new ArrayList<>();
  private int port;

  @BeforeEach
  void world() throws IOException {
    Files.createDirectories(root.resolve(ID));
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    toClose.add(server);
    port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    var _ =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (true) {
                  SocketChannel client = server.accept();
                  reached.incrementAndGet();
                  var _ = Thread.ofVirtual().start(() -> echo(client));
                }
              } catch (IOException _) {
                // the test ended
              }
            });
    names("pypi.test", "127.0.0.1");
  }

  @AfterEach
  void close() throws Exception {
    slowName.countDown();
    for (AutoCloseable one : toClose) {
      one.close();
    }
  }

  /** Gives everything back, and says when the other side had ended. */
  private static void echo(SocketChannel client) {
    try (client) {
      ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
      while (client.read(buffer.clear()) >= 0) {
        write(client, buffer.flip());
      }
      write(client, ByteBuffer.wrap("bye".getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException _) {
      // the other side went
    }
  }

  private static void write(SocketChannel to, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int _ = to.write(bytes);
    }
  }

  private void names(String name, String... addresses) {
    names.put(name, Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
  }

  private List<InetAddress> resolve(String name) throws UnknownHostException {
    asked.add(name);
    if (name.equals("slow.test")) {
      try {
        slowName.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    List<InetAddress> found = names.get(name);
    if (found == null) {
      throw new UnknownHostException(name);
    }
    return found;
  }

  private Egress open(NetworkMode mode, Duration patience, String... permitted) {
    List<String> allow =
        List.of("pypi.test:" + port, "gone.test:443", "slow.test:443", "pypi.test:1");
    EgressProperties properties =
        new EgressProperties(
            allow, List.of(permitted), null, 16, patience, patience, patience, patience);
    Egress egress =
        new Egress(
            properties,
            new RunDirectories(root),
            this::resolve,
            Set::of,
            new EgressMeters(meters),
            Clock.systemUTC());
    egress.open(ID, mode);
    toClose.add(egress);
    return egress;
  }

  private Egress packages() {
    return open(NetworkMode.PACKAGES, Duration.ofSeconds(20), "127.0.0.0/8");
  }

  private SocketChannel dial() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    toClose.add(channel);
    channel.connect(UnixDomainSocketAddress.of(root.resolve(ID).resolve("packages.sock")));
    return channel;
  }

  private static String readAll(SocketChannel channel) throws IOException {
    StringBuilder text = new StringBuilder();
    ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    while (channel.read(buffer.clear()) >= 0) {
      text.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
    }
    return text.toString();
  }

  private static String read(SocketChannel channel, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
      // on
    }
    return StandardCharsets.ISO_8859_1.decode(buffer.flip()).toString();
  }

  private static void say(SocketChannel channel, String text) throws IOException {
    write(channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private String answer(String request) throws IOException {
    try (SocketChannel channel = dial()) {
      say(channel, request);
      return readAll(channel);
    }
  }

  private String connect(String authority) throws IOException {
    return answer("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
  }

  private SocketChannel tunnel() throws IOException {
    SocketChannel channel = dial();
    say(channel, "CONNECT pypi.test:" + port + " HTTP/1.1\r\n\r\n");
    assertThat(read(channel, ESTABLISHED.length())).isEqualTo(ESTABLISHED);
    return channel;
  }

  private static final String ESTABLISHED = "HTTP/1.1 200 Connection established\r\n\r\n";

  private double refused(String rule) {
    var counter = meters.find("cove.sandbox.egress.refused").tag("rule", rule).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  @DisplayName("L5 a listed name is reached, what came early goes along, an end is passed on")
  void aListedNameIsReached() throws IOException {
    packages();
    SocketChannel channel = dial();
    say(channel, "CONNECT PyPI.test.:" + port + " HTTP/1.1\r\nHost: evil.test\r\n\r\nearly ");
    assertThat(read(channel, ESTABLISHED.length() + 6)).isEqualTo(ESTABLISHED + "early ");
    say(channel, "late");
    assertThat(read(channel, 4)).isEqualTo("late");
    channel.shutdownOutput();
    assertThat(readAll(channel)).isEqualTo("bye");
    assertThat(meters.counter("cove.sandbox.egress.allowed").count()).isEqualTo(1);
    await().until(() -> meters.get("cove.sandbox.egress.open").gauge().value() == 0);
  }

  @Test
  @DisplayName("L5 megabytes go through both ways at once")
  void megabytesGoThrough() throws Exception {
    packages();
    SocketChannel channel = tunnel();
    int size = 20_000_000;
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                write(channel, ByteBuffer.allocate(size));
                channel.shutdownOutput();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    assertThat(readAll(channel)).hasSize(size + 3).endsWith("bye");
    writer.join();
  }

  @Test
  @DisplayName(
      "L5 everything else is refused by a rule with a name, and no name of it is looked up")
  void everythingElseIsRefused() throws IOException {
    packages();
    assertThat(connect("evil.test:443"))
        .startsWith("HTTP/1.1 403 Cove: evil.test:443 is not one of the package indexes")
        .contains("(rule: allow-list)\r\n", "Content-Type: text/plain", "Connection: close")
        .endsWith("(rule: allow-list)\n");
    assertThat(connect("pypi.test:25")).startsWith("HTTP/1.1 403").contains("rule: allow-list");
    assertThat(connect("pypi.test.evil.test:" + port)).contains("rule: allow-list");
    assertThat(connect("127.0.0.1:" + port)).startsWith("HTTP/1.1 403").contains("ip-literal");
    assertThat(connect("169.254.169.254:80")).contains("ip-literal");
    assertThat(connect("[::1]:" + port)).contains("ip-literal");
    assertThat(connect("user@pypi.test:" + port)).startsWith("HTTP/1.1 403").contains("user-info");
    // forged: what the head says beside its first line is nobody's business
    assertThat(answer("CONNECT evil.test:443 HTTP/1.1\r\nHost: pypi.test:" + port + "\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("allow-list");
    assertThat(answer("GET http://pypi.test/ HTTP/1.1\r\nHost: pypi.test\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: CONNECT\r\n", "only https does");
    assertThat(answer("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 405");
    assertThat(answer("\u0016\u0003\u0001hello\r\n\r\n")).startsWith("HTTP/1.1 400");
    assertThat(asked).isEmpty();
    assertThat(reached).hasValue(0);
    assertThat(refused("allow-list")).isEqualTo(4);
    assertThat(refused("ip-literal")).isEqualTo(3);
    assertThat(refused("method")).isEqualTo(2);
  }

  @Test
  @DisplayName("L5 a listed name that means an inner address is refused, also when it changes")
  void rebindingIsRefused() throws IOException {
    open(NetworkMode.PACKAGES, Duration.ofSeconds(20));
    for (String inner : List.of("127.0.0.1", "169.254.169.254", "10.0.0.1", "::1", "fe80::1")) {
      names("pypi.test", inner);
      assertThat(connect("pypi.test:" + port))
          .startsWith("HTTP/1.1 403 Cove: pypi.test is ")
          .contains("which no sandbox may reach (rule: address)")
          .doesNotContain(inner);
      names("pypi.test", "1.1.1.1", inner);
      assertThat(connect("pypi.test:" + port)).contains("(rule: address)");
    }
    assertThat(reached).hasValue(0);
    assertThat(asked).hasSize(10);
  }

  @Test
  @DisplayName("L5 an open template does not reach inside either, permitted or not")
  void openDoesNotReachInside() throws IOException {
    open(NetworkMode.OPEN, Duration.ofSeconds(20), "127.0.0.0/8");
    names("any.test", "127.0.0.1");
    assertThat(connect("any.test:443")).contains("rule: address");
    assertThat(connect("127.0.0.1:443")).contains("rule: address");
    assertThat(connect("[::ffff:7f00:1]:80")).contains("rule: address");
    assertThat(connect("169.254.169.254:80")).contains("metadata", "rule: address");
    assertThat(connect("any.test:25")).contains("rule: port");
    assertThat(asked).containsExactly("any.test");
  }

  @Test
  @DisplayName("L5 sixteen connections of a sandbox, and the next is told so")
  void sixteenAtATime() throws IOException {
    packages();
    List<SocketChannel> tunnels = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      tunnels.add(tunnel());
    }
    assertThat(connect("pypi.test:" + port))
        .startsWith("HTTP/1.1 429 Cove: a sandbox has at most 16 connections");
    tunnels.removeFirst().close();
    await().until(() -> connect("evil.test:443").startsWith("HTTP/1.1 403"));
  }

  @Test
  @DisplayName("L5 a head that is too large or too slow is refused")
  void headsAreBounded() throws IOException {
    open(NetworkMode.PACKAGES, Duration.ofMillis(300), "127.0.0.0/8");
    assertThat(answer("CONNECT pypi.test:443 HTTP/1.1\r\nX: " + "y".repeat(20_000)))
        .startsWith("HTTP/1.1 431");
    assertThat(answer("CONNECT pypi.test:443 HTTP/1.1\r\n")).startsWith("HTTP/1.1 408");
    assertThat(answer("")).startsWith("HTTP/1.1 408");
  }

  @Test
  @DisplayName("L5 a tunnel through which nothing goes ends")
  void idleTunnelsEnd() throws IOException {
    open(NetworkMode.PACKAGES, Duration.ofMillis(400), "127.0.0.0/8");
    SocketChannel channel = tunnel();
    for (int i = 0; i < 6; i++) {
      say(channel, "x");
      assertThat(read(channel, 1)).isEqualTo("x");
      await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    }
    assertThat(readAll(channel)).isEmpty();
  }

  @Test
  @DisplayName("L5 names that nobody knows or that take too long, and places that are not there")
  void unreachablePlacesAreTold() throws IOException {
    open(NetworkMode.PACKAGES, Duration.ofMillis(400), "127.0.0.0/8");
    assertThat(connect("gone.test:443")).startsWith("HTTP/1.1 502").contains("no-such-name");
    assertThat(connect("slow.test:443")).startsWith("HTTP/1.1 504").contains("name-too-slow");
    assertThat(connect("pypi.test:1")).startsWith("HTTP/1.1 502").contains("unreachable");
    // lookups that hang go on to take this sandbox's places, and nobody else's
    assertThat(connect("slow.test:443")).startsWith("HTTP/1.1 504").contains("name-too-slow");
    assertThat(connect("pypi.test:1")).startsWith("HTTP/1.1 504").contains("name-too-slow");
    slowName.countDown();
    await().until(() -> connect("pypi.test:1").contains("unreachable"));
  }

  @Test
  @DisplayName("L5 the way out ends with the sandbox, tunnels and all, and opens again")
  void endsWithTheSandbox() throws IOException {
    Egress egress = packages();
    SocketChannel channel = tunnel();
    egress.close(ID);
    assertThat(readAll(channel)).isEmpty();
    await()
        .until(() -> {
          try (SocketChannel _ = dial()) {
            return false;
          } catch (IOException _) {
            return true;
          }
        });
    egress.open(ID, NetworkMode.PACKAGES);
    tunnel().close();
    egress.open(ID, NetworkMode.PACKAGES);
    tunnel().close();
  }

  @Test
  @DisplayName("L5 a sandbox without a network has no socket")
  void noneHasNoSocket() {
    open(NetworkMode.NONE, Duration.ofSeconds(1));
    assertThat(root.resolve(ID).resolve("packages.sock")).doesNotExist();
  }

  @Test
  void refusalsAreLoggedAFewAMinute() {
    var now = new AtomicInteger();
    RefusalLog log = new RefusalLog(ID, () -> java.time.Instant.ofEpochSecond(now.get()));
    Refusal refusal = new Refusal(Refusal.Rule.PORT, "x");
    for (int i = 0; i < RefusalLog.LINES; i++) {
      assertThat(log.write(refusal)).isTrue();
    }
    assertThat(log.write(refusal)).isFalse();
    now.set(61);
    assertThat(log.write(refusal)).isTrue();
  }
}
