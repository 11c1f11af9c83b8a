package dev.cove.review.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads reviews with their place in the queue and their open threads, in one statement. */
@Repository
public class ReviewViews {

  /**
   * The weight of the priority plus one for each 24 hours of waiting, as of {@code :asOf}. Needs
   * the review under the alias {@code q}.
   */
  public static final String SCORE =
      "(q.priority + floor(extract(epoch from (:asOf::timestamptz - q.queued_at)) / 86400))::bigint";

  /** The statement that all questions share; ends where a {@code where} may follow. */
  public static final String SELECT =
      """
      with place as (
        select q.id, row_number() over (order by %s desc, q.queued_at, q.id) as position
        from review q where q.status = 'PENDING')
      select q.*, place.position, %s as score,
        (select count(*) from comment c where c.review_id = q.id and c.parent_id is null
          and not c.draft and not c.deleted and c.resolved_at is null and c.verdict is null)
          as open_threads
      from review q left join place on place.id = q.id
      """
          .formatted(SCORE, SCORE);

  private final JdbcClient jdbc;

  ReviewViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The review as of a time. */
  public Optional<ReviewView> find(UUID id, Instant asOf) {
    return jdbc.sql(SELECT + " where q.id = :id")
        .param("id", id)
        .param("asOf", Timestamp.from(asOf))
        .query(ReviewViews::view)
        .optional();
  }

  /** Reads a row of {@link #SELECT}. */
  public static ReviewView view(ResultSet row, int number) throws SQLException {
    int position = row.getInt("position");
    boolean queued = !row.wasNull();
    return new ReviewView(
        Reviews.review(row, number),
        queued ? position : null,
        row.getInt("open_threads"),
        row.getLong("score"));
  }
}
