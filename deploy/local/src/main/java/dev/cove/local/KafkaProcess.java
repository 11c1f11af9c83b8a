package dev.cove.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The broker as a process of its own, as {@code ./cove up} runs it: {@code KafkaProcess <data>
 * <port> <controllerPort>}. It ends cleanly on SIGTERM. With {@code --rehearse} it starts on a
 * throw-away folder and ends at once, which is how the JVM's start-up cache is recorded.
 */
final class KafkaProcess {

  /** The line of output by which the launcher knows that clients can connect. */
  static final String READY = "cove-kafka ready";

  /**
   * One node has no replica to fall back on, so a record is on the disk before it is acknowledged.
   */
  private static final Map<String, String> DURABLE = Map.of("log.flush.interval.messages", "1");

  private KafkaProcess() {}

  static void main(String[] arguments) throws IOException {
    if (arguments.length == 1 && arguments[0].equals("--rehearse")) {
      rehearse();
      return;
    }
    KafkaBroker broker =
        KafkaBroker.start(
            Path.of(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            DURABLE);
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "kafka-shutdown"));
    System.out.println(READY + " " + broker.bootstrapServers());
    broker.awaitShutdown();
  }

  private static void rehearse() throws IOException {
    Path data = Files.createTempDirectory("cove-kafka");
    try {
      KafkaBroker.start(data).close();
    } finally {
      delete(data);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
