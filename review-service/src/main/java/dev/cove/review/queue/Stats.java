package dev.cove.review.queue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much is waiting and for how long it has been. Thread-safe. */
@Component
public class Stats {

  /**
   * The figures for one person.
   *
   * @param medianWaitSeconds from submission to the first claim, of the last 100 claimed; null
   *     before there is one
   * @param activeReviewers people who may review now
   */
  public record Figures(
      int pending,
      int inReview,
      int approved,
      int rejected,
      int myPending,
      int myAssigned,
      @Nullable Long medianWaitSeconds,
      int activeReviewers) {}

  private final JdbcClient jdbc;

  Stats(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The figures now. */
  public Figures of(UUID user) {
    return jdbc.sql(
            """
            select count(*) filter (where status = 'PENDING') as pending,
              count(*) filter (where status in ('IN_REVIEW', 'CHANGES_REQUESTED')) as in_review,
              count(*) filter (where status = 'APPROVED') as approved,
              count(*) filter (where status = 'REJECTED') as rejected,
              count(*) filter (where status = 'PENDING' and submitted_by = :me) as my_pending,
              count(*) filter (where status in ('IN_REVIEW', 'CHANGES_REQUESTED')
                and reviewer = :me) as my_assigned,
              (select percentile_cont(0.5) within group (order by wait) from (
                select extract(epoch from first_claimed_at - queued_at) as wait from review
                where first_claimed_at is not null order by first_claimed_at desc limit 100) w)
                as median_wait,
              (select count(*) from person
                where level <> 'NONE' and not disabled and not deleted) as active_reviewers
            from review
            """)
        .param("me", user)
        .query((row, _) -> {
          double wait = row.getDouble("median_wait");
          Long median = row.wasNull() ? null : Math.max(0, Math.round(wait));
          return new Figures(
              row.getInt("pending"),
              row.getInt("in_review"),
              row.getInt("approved"),
              row.getInt("rejected"),
              row.getInt("my_pending"),
              row.getInt("my_assigned"),
              median,
              row.getInt("active_reviewers"));
        })
        .single();
  }
}
