package dev.cove.starter.test;

import dev.cove.local.KafkaBroker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * One real PostgreSQL and one real Kafka for all tests of a JVM, started at first use and ended
 * with the JVM. Thread-safe.
 */
public final class Infrastructure {

  /** The password of every role that tests use. */
  public static final String PASSWORD = "test";

  private static final Set<String> SCHEMAS = ConcurrentHashMap.newKeySet();

  private static final class PostgresHolder {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        atExit(postgres);
        return postgres;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class KafkaHolder {
    static final KafkaBroker INSTANCE = start();

    private static KafkaBroker start() {
      try {
        Path data = Files.createTempDirectory("cove-kafka-test");
        KafkaBroker broker = KafkaBroker.start(data);
        atExit(() -> {
          broker.close();
          delete(data);
        });
        return broker;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Infrastructure() {}

  /** The JDBC URL of the test database, without parameters. */
  public static String databaseUrl() {
    return "jdbc:postgresql://127.0.0.1:" + PostgresHolder.INSTANCE.getPort() + "/postgres";
  }

  /** Makes the role {@code cove_<schema>} and its schema, once. */
  public static synchronized void createSchema(String schema) {
    if (!SCHEMAS.add(schema)) {
      return;
    }
    try (Connection connection = PostgresHolder.INSTANCE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create role cove_%s login password '%s'".formatted(schema, PASSWORD));
      statement.execute("create schema %s authorization cove_%s".formatted(schema, schema));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code host:port} of the broker. */
  public static String kafkaServers() {
    return KafkaHolder.INSTANCE.bootstrapServers();
  }

  private static void atExit(AutoCloseable resource) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              try {
                resource.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            }));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
