package dev.cove.review.round;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which rounds a person has looked at, so that what is new to them can be shown. Thread-safe. */
@Repository
public class Visits {

  private final JdbcClient jdbc;

  Visits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes that somebody looks at a round. */
  public void note(UUID review, UUID viewer, int round, Instant at) {
    jdbc.sql(
            """
            insert into visit (review_id, viewer, round, at) values (?, ?, ?, ?)
            on conflict (review_id, viewer, round) do update set at = excluded.at
            """)
        .params(review, viewer, round, Timestamp.from(at))
        .update();
  }

  /** The newest round before this one that the viewer has looked at. */
  OptionalInt newestBefore(UUID review, UUID viewer, int round) {
    return jdbc.sql(
            """
            select round from visit where review_id = ? and viewer = ? and round < ?
            order by round desc limit 1
            """)
        .params(review, viewer, round)
        .query(Integer.class)
        .optional()
        .map(OptionalInt::of)
        .orElseGet(OptionalInt::empty);
  }

  /** When the viewer last looked at each round. */
  Map<Integer, Instant> of(UUID review, UUID viewer) {
    Map<Integer, Instant> visits = new HashMap<>();
    jdbc.sql("select round, at from visit where review_id = ? and viewer = ?")
        .params(review, viewer)
        .query(
            (RowCallbackHandler)
                row -> visits.put(row.getInt("round"), row.getTimestamp("at").toInstant()));
    return visits;
  }
}
