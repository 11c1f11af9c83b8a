package dev.cove.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cove.starter.test.Infrastructure;
import dev.cove.starter.test.ServiceTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class DatabaseAwayIntegrationTests {

  private static final String ROLE = "cove_workspace";

  @LocalServerPort int port;

  @Test
  @DisplayName("X4 while the database is away a save is refused clearly, and nothing is half done")
  void savesAreRefusedAndComeAfter() throws SQLException {
    ApiClient ada = ApiClient.user(port);
    UUID session = ada.newSession("empty");
    String first = ada.create(session, "a.txt", "before").etag();
    long revision = ada.revision(session);
    try (Connection operator =
            DriverManager.getConnection(Infrastructure.databaseUrl(), "postgres", "");
        Statement statement = operator.createStatement()) {
      statement.execute("alter role " + ROLE + " nologin");
      try {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = '"
                + ROLE
                + "'");
        for (ApiClient.Answer refused :
            new ApiClient.Answer[] {
              ada.replace(session, "a.txt", first, "after"), ada.read(session, "a.txt")
            }) {
          assertThat(refused.status()).as(refused.text()).isEqualTo(503);
          assertThat(refused.code()).isEqualTo("storage-unavailable");
          assertThat(refused.header("Retry-After")).isNotEmpty();
        }
      } finally {
        statement.execute("alter role " + ROLE + " login");
      }
    }

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> ada.replace(session, "a.txt", first, "after").status() == 200);
    assertThat(ada.read(session, "a.txt").text()).isEqualTo("after");
    assertThat(ada.revision(session)).isEqualTo(revision + 1);
  }
}
