package dev.cove.workspace.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;

@ServiceTest
class BlobSweepIntegrationTests {

  private static final int ROUNDS = 6;
  private static final int WRITERS = 4;
  private static final int CONTENTS = 15;

  @LocalServerPort int port;

  private final Blobs blobs;
  private final JdbcTemplate jdbc;

  BlobSweepIntegrationTests(@Autowired Blobs blobs, @Autowired JdbcTemplate jdbc) {
    this.blobs = blobs;
    this.jdbc = jdbc;
  }

  @Test
  @DisplayName("F14 sweepers at work remove no content that somebody is just saving again")
  void liveContentsStay() throws Exception {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    for (int round = 0; round < ROUNDS; round++) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < CONTENTS * 2; i++) {
        texts.add("content %d of round %d in %s".formatted(i, round, session));
      }
      texts.forEach(text -> blobs.store(Blob.of(text.getBytes(StandardCharsets.UTF_8))));
      List<String> hashes =
          texts.stream()
              .map(text -> Blob.of(text.getBytes(StandardCharsets.UTF_8)).summary().sha256())
              .toList();
      jdbc.update(
          "update blob set created_at = now() - interval '2 days' where sha256 = any(?)",
          (Object) hashes.toArray(String[]::new));

      saveWhileSwept(ada, session, round, texts.subList(0, CONTENTS));

      for (int writer = 0; writer < WRITERS; writer++) {
        for (int i = 0; i < CONTENTS; i++) {
          assertThat(ada.read(session, name(round, writer, i)).text()).isEqualTo(texts.get(i));
        }
      }
      while (blobs.removeUnnamed() > 0) {
        // until nothing is left
      }
      assertThat(hashes.subList(CONTENTS, hashes.size()))
          .as("what nobody names goes")
          .allSatisfy(hash -> assertThat(blobs.summary(hash)).isEmpty());
    }
  }

  private void saveWhileSwept(ApiClient ada, UUID session, int round, List<String> texts)
      throws Exception {
    var done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> sweepers =
          List.of(threads.submit(() -> sweep(done)), threads.submit(() -> sweep(done)));
      List<Future<?>> writers = new ArrayList<>();
      for (int w = 0; w < WRITERS; w++) {
        int writer = w;
        writers.add(
            threads.submit(() -> {
              for (int i = 0; i < texts.size(); i++) {
                ApiClient.Answer saved = ada.create(session, name(round, writer, i), texts.get(i));
                assertThat(saved.status()).as(saved.text()).isEqualTo(201);
              }
            }));
      }
      try {
        for (Future<?> writer : writers) {
          writer.get();
        }
      } finally {
        done.set(true);
      }
      for (Future<?> sweeper : sweepers) {
        sweeper.get();
      }
    }
  }

  private void sweep(AtomicBoolean done) {
    while (!done.get()) {
      try {
        blobs.removeUnnamed();
      } catch (DataIntegrityViolationException e) {
        // one was named between the looking and the removing: the foreign key kept it
      }
    }
  }

  private static String name(int round, int writer, int i) {
    return "round %d/writer %d/%d.txt".formatted(round, writer, i);
  }
}
