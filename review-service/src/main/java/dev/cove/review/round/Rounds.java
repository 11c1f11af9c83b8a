package dev.cove.review.round;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
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

  /** Marks a file of a round as looked at. */
  void mark(UUID review, int number, UUID viewer, Manifest.Item file, Instant at) {
    jdbc.sql(
            """
            insert into viewed (review_id, round, viewer, path, etag, at) values (?, ?, ?, ?, ?, ?)
            on conflict (review_id, round, viewer, path) do update set etag = excluded.etag
            """)
        .params(
            review,
            number,
            viewer,
            file.path(),
            Objects.requireNonNull(file.etag()),
            Timestamp.from(at))
        .update();
  }

  /** Takes back every mark that counts for a file of a round. */
  void unmark(UUID review, int number, UUID viewer, Manifest.Item file) {
    jdbc.sql(
            """
            delete from viewed where review_id = ? and viewer = ? and path = ?
              and (round = ? or etag = ?)
            """)
        .params(review, viewer, file.path(), number, Objects.requireNonNull(file.etag()))
        .update();
  }

  /** What the viewer has looked at: files of this round, and those of others with this content. */
  Set<String> viewed(UUID review, int number, UUID viewer, Manifest manifest) {
    Map<String, String> contents = new HashMap<>();
    manifest.items().stream()
        .filter(Manifest.Item::file)
        .forEach(item -> contents.put(item.path(), Objects.requireNonNull(item.etag())));
    Set<String> viewed = new TreeSet<>();
    jdbc.sql("select round, path, etag from viewed where review_id = ? and viewer = ?")
        .params(review, viewer)
        .query(
            (RowCallbackHandler)
                row -> {
                  String path = row.getString("path");
                  String content = contents.get(path);
                  if (content != null
                      && (row.getInt("round") == number || content.equals(row.getString("etag")))) {
                    viewed.add(path);
                  }
                });
    return viewed;
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
