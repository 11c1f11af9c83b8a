package dev.cove.review.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what to a review, when and why: append-only. Thread-safe. */
@Repository
public class History {

  private final JdbcClient jdbc;

  History(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Appends one line about the review as it is now. */
  void append(
      Review now,
      String action,
      @Nullable ReviewStatus from,
      @Nullable UUID actor,
      @Nullable UUID reviewer,
      @Nullable String reason,
      Instant at) {
    jdbc.sql(
            """
            insert into history
              (review_id, action, from_status, to_status, round, actor, reviewer, reason, at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                now.id(),
                action,
                from == null ? null : from.name(),
                now.status().name(),
                now.round(),
                actor,
                reviewer,
                reason,
                Timestamp.from(at)))
        .update();
  }

  /** Up to {@code limit} lines after {@code after}, oldest first. */
  List<HistoryEntry> list(UUID review, long after, int limit) {
    return jdbc.sql("select * from history where review_id = ? and id > ? order by id limit ?")
        .params(review, after, limit)
        .query(History::entry)
        .list();
  }

  /** Whether this person ever held a claim on the review. */
  public boolean everHeld(UUID review, UUID user) {
    return jdbc.sql("select exists(select 1 from history where review_id = ? and reviewer = ?)")
        .params(review, user)
        .query(Boolean.class)
        .single();
  }

  private static HistoryEntry entry(ResultSet row, int number) throws SQLException {
    String from = row.getString("from_status");
    return new HistoryEntry(
        row.getLong("id"),
        row.getString("action"),
        from == null ? null : ReviewStatus.valueOf(from),
        ReviewStatus.valueOf(row.getString("to_status")),
        row.getInt("round"),
        row.getObject("actor", UUID.class),
        row.getObject("reviewer", UUID.class),
        row.getString("reason"),
        row.getTimestamp("at").toInstant());
  }
}
