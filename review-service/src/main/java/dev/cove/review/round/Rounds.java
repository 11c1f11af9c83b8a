package dev.cove.review.round;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rounds of reviews and what each viewer has looked at. Thread-safe. */
@Repository
public class Rounds {

  private final JdbcClient jdbc;

  Rounds(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One round, if there is one. */
  public Optional<Round> find(UUID review, int number) {
    return jdbc.sql("select * from round where review_id = ? and number = ?")
        .params(review, number)
        .query(Rounds::round)
        .optional();
  }

  /** All rounds, first one first. */
  List<Round> list(UUID review) {
    return jdbc.sql("select * from round where review_id = ? order by number")
        .param(review)
        .query(Rounds::round)
        .list();
  }

  void insert(Round round) {
    jdbc.sql("insert into round values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            Arrays.asList(
                round.reviewId(),
                round.number(),
                round.snapshotId(),
                round.revision(),
                round.fileCount(),
                round.bytes(),
                round.note(),
                Timestamp.from(round.createdAt())))
        .update();
  }

  void mark(UUID review, int number, UUID viewer, String path, boolean viewed, Instant at) {
    if (viewed) {
      jdbc.sql("insert into viewed values (?, ?, ?, ?, ?) on conflict do nothing")
          .params(review, number, viewer, path, Timestamp.from(at))
          .update();
    } else {
      jdbc.sql("delete from viewed where review_id = ? and round = ? and viewer = ? and path = ?")
          .params(review, number, viewer, path)
          .update();
    }
  }

  Set<String> viewed(UUID review, int number, UUID viewer) {
    return jdbc.sql("select path from viewed where review_id = ? and round = ? and viewer = ?")
        .params(review, number, viewer)
        .query(String.class)
        .set();
  }

  private static Round round(ResultSet row, int number) throws SQLException {
    return new Round(
        Objects.requireNonNull(row.getObject("review_id", UUID.class)),
        row.getInt("number"),
        Objects.requireNonNull(row.getObject("snapshot_id", UUID.class)),
        row.getLong("revision"),
        row.getInt("file_count"),
        row.getLong("bytes"),
        row.getString("note"),
        row.getTimestamp("created_at").toInstant());
  }
}
