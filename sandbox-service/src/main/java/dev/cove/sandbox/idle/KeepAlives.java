package dev.cove.sandbox.idle;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Until when people asked for their sandboxes to stay; survives this process. */
@Repository
class KeepAlives {

  private final JdbcClient jdbc;

  KeepAlives(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Records it for a sandbox that runs; false when it does not (any more). */
  boolean record(UUID sessionId, String sandboxId, Instant until) {
    return jdbc.sql(
                """
                update sandbox set keep_alive_until = ?
                where session_id = ? and sandbox_id = ? and state = 'RUNNING'
                """)
            .params(until.atOffset(ZoneOffset.UTC), sessionId, sandboxId)
            .update()
        == 1;
  }

  @Nullable Instant until(UUID sessionId, String sandboxId) {
    Optional<Timestamp> found =
        jdbc.sql("select keep_alive_until from sandbox where session_id = ? and sandbox_id = ?")
            .params(sessionId, sandboxId)
            .query((row, _) -> Optional.ofNullable(row.getTimestamp(1)))
            .optional()
            .flatMap(one -> one);
    return found.map(Timestamp::toInstant).orElse(null);
  }
}
