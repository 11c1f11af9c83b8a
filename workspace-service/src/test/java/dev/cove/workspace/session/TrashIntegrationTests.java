package dev.cove.workspace.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.starter.test.ServiceTest;
import dev.cove.workspace.ApiClient;
import dev.cove.workspace.maintenance.MaintenanceLock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class TrashIntegrationTests {

  @LocalServerPort int port;

  private final TrashCollector collector;
  private final MaintenanceLock lock;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  TrashIntegrationTests(
      @Autowired TrashCollector collector,
      @Autowired MaintenanceLock lock,
      @Autowired JdbcTemplate jdbc,
      @Autowired PlatformTransactionManager transactions) {
    this.collector = collector;
    this.lock = lock;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Test
  @DisplayName("S4 what was in the trash for seven days goes, by one instance; the rest stays")
  void oldTrashGoes() {
    ApiClient ada = ApiClient.user(port);
    UUID old = ada.newSession("python");
    UUID young = ada.newSession("python");
    ada.delete("/api/sessions/" + old);
    ada.delete("/api/sessions/" + young);
    jdbc.update("update session set trashed_at = now() - interval '169 hours' where id = ?", old);

    transaction.executeWithoutResult(_ -> {
      assertThat(lock.take("trash")).isTrue();
      CompletableFuture.runAsync(collector::collect).join();
    });
    assertThat(ada.get("/api/sessions/" + old).status()).as("another is at it").isEqualTo(200);
    collector.collect();

    assertThat(ada.get("/api/sessions/" + old).status()).isEqualTo(404);
    assertThat(ada.get("/api/sessions/" + young).json().get("status").asString())
        .isEqualTo("TRASHED");
  }
}
