package dev.cove.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real single-node Kafka (broker and controller in one, KRaft) that listens on the loopback
 * address and keeps its data in a folder, so the platform and its tests need no Kafka installation.
 *
 * <p>Starting again on the same folder finds the same topics, records and offsets. Not safe for two
 * processes on one folder; Kafka's own lock refuses the second.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final String HOST = InetAddress.getLoopbackAddress().getHostAddress();

  private final KafkaRaftServer server;
  private final int port;

  private KafkaBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts on free ports; returns when clients can produce and consume. */
  public static KafkaBroker start(Path data) {
    return start(data, freePort(), freePort(), Map.of());
  }

  /**
   * Starts on the given ports; returns when clients can produce and consume.
   *
   * @param data the folder for topics and metadata; made and formatted when it is new
   * @param port where clients connect
   * @param controllerPort where the broker talks to itself as controller
   * @param overrides Kafka's own broker properties, which win over the defaults here
   */
  public static KafkaBroker start(
      Path data, int port, int controllerPort, Map<String, String> overrides) {
    Map<String, String> settings = new HashMap<>(BrokerSettings.of(HOST, port, controllerPort));
    settings.put("log.dirs", data.toString());
    settings.putAll(overrides);
    formatIfNew(data);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    return new KafkaBroker(server, port);
  }

  /** What clients are given as {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Blocks until the broker has ended. */
  void awaitShutdown() {
    server.awaitShutdown();
  }

  /** Ends the broker and returns when its files are closed; harmless when called again. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void formatIfNew(Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setPrintStream(silent())
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("Kafka could not format " + data, e);
    }
  }

  private static PrintStream silent() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
