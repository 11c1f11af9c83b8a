package dev.cove.workspace.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.starter.test.InfrastructureInitializer;
import dev.cove.starter.test.ServiceTest;
import dev.cove.starter.test.TestTokens;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.WorkspaceApplication;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

@ServiceTest
class TwoInstancesIntegrationTests {

  private static final int SAVES = 20;

  @LocalServerPort int port;

  private final JdbcTemplate jdbc;

  TwoInstancesIntegrationTests(@Autowired JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Test
  @DisplayName("O4 an instance without Kafka saves and tells; sockets of both miss nothing")
  void eachSocketGetsEachRevisionOnce() throws Exception {
    try (ConfigurableApplicationContext second = instanceWithoutKafka()) {
      int otherPort =
          Integer.parseInt(
              Objects.requireNonNull(second.getEnvironment().getProperty("local.server.port")));
      ApiClient here = ApiClient.user(port);
      UUID session = here.newSession("python");
      ApiClient there = here.at(otherPort);
      List<Long> all = LongStream.rangeClosed(2, 1 + 2 * SAVES).boxed().toList();
      try (EventsClient one = EventsClient.open(here, session, "?sinceRevision=1");
          EventsClient two = EventsClient.open(there, session, "?sinceRevision=1")) {
        saveThroughBoth(here, there, session);
        assertThat(one.revisions(2 * SAVES)).isEqualTo(all);
        assertThat(two.revisions(2 * SAVES)).isEqualTo(all);
      }
      try (EventsClient back = EventsClient.open(there, session, "?sinceRevision=21")) {
        assertThat(back.revisions(2 * SAVES - 20)).isEqualTo(all.subList(20, all.size()));
      }
      // the instance that has Kafka carries the events of both
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> Integer.valueOf(0).equals(waitingEvents(session)));
    }
  }

  private static void saveThroughBoth(ApiClient here, ApiClient there, UUID session)
      throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers =
          List.of(
              threads.submit(() -> save(here, session, "here")),
              threads.submit(() -> save(there, session, "there")));
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private static void save(ApiClient client, UUID session, String name) {
    for (int i = 0; i < SAVES; i++) {
      assertThat(client.create(session, name + i, name).status()).isEqualTo(201);
    }
  }

  private Integer waitingEvents(UUID session) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*) from outbox where event_key = ?", Integer.class, session.toString()));
  }

  private static ConfigurableApplicationContext instanceWithoutKafka() {
    return new SpringApplicationBuilder(WorkspaceApplication.class, TestTokens.Keys.class)
        .initializers(new InfrastructureInitializer())
        .run(
            "--server.port=0",
            "--logging.structured.format.console=",
            "--logging.level.org.apache.kafka=off",
            "--spring.kafka.bootstrap-servers=127.0.0.1:9",
            "--cove.feed.poll=500ms");
  }
}
