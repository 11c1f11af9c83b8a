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

  /**
   * How many reviews are ahead in the queue: in each priority those that wait since a time on which
   * their days of waiting make up for it. Four ranges of the queue's index.
   */
  private static final String AHEAD =
      """
      (select sum(ahead.reviews) from (values (1), (2), (3), (4)) w (weight)
        cross join lateral (select count(*) as reviews from review o
          where o.status = 'PENDING' and o.priority = w.weight
            and o.queued_at <= least(
              :asOf::timestamptz - (%1$s - w.weight) * interval '24 hours',
              greatest(:asOf::timestamptz - (%1$s - w.weight + 1) * interval '24 hours', q.queued_at))
            and (o.queued_at <= :asOf::timestamptz - (%1$s - w.weight + 1) * interval '24 hours'
              or (o.queued_at, o.id) < (q.queued_at, q.id))) ahead)
      """
          .formatted(SCORE);

  /** What is read of a review under the alias {@code q}. */
  public static final String COLUMNS =
      """
      q.*, case when q.status = 'PENDING' then 1 + %s end as position, %s as score,
        (select count(*) from comment c where c.review_id = q.id and c.parent_id is null
          and not c.draft and not c.deleted and c.resolved_at is null and c.verdict is null)
          as open_threads,
        (select n.file_count from round n where n.review_id = q.id and n.number = q.round)
          as file_count,
        (select n.bytes from round n where n.review_id = q.id and n.number = q.round) as bytes,
        (select h.actor from history h where h.review_id = q.id and h.action = 'RECOMMEND'
          and h.round = q.round order by h.id desc limit 1) as recommended_by
      """
          .formatted(AHEAD, SCORE);

  private final JdbcClient jdbc;

  ReviewViews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The review as of a time. */
  public Optional<ReviewView> find(UUID id, Instant asOf) {
    return jdbc.sql("select " + COLUMNS + " from review q where q.id = :id")
        .param("id", id)
        .param("asOf", Timestamp.from(asOf))
        .query(ReviewViews::view)
        .optional();
  }

  /** Reads a row of {@link #COLUMNS}. */
  public static ReviewView view(ResultSet row, int number) throws SQLException {
    int position = row.getInt("position");
    boolean queued = !row.wasNull();
    return new ReviewView(
        Reviews.review(row, number),
        queued ? position : null,
        row.getInt("open_threads"),
        row.getInt("file_count"),
        row.getLong("bytes"),
        row.getObject("recommended_by", UUID.class),
        row.getLong("score"));
  }
}
