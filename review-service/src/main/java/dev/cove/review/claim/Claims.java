package dev.cove.review.claim;

import dev.cove.review.review.Priority;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewViews;
import dev.cove.review.review.Reviews;
import dev.cove.review.reviewer.Level;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Questions about claims. Thread-safe. */
@Repository
class Claims {

  /** More than can be in the hands of callers at the same moment, as a rule. */
  private static final int FIRST_ONES = 64;

  private final JdbcClient jdbc;

  Claims(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How many claims the reviewer holds; until the transaction ends nobody else counts or adds one
   * for the same reviewer.
   */
  int countExclusively(UUID reviewer) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 4711))")
        .param(reviewer.toString())
        .query((_, _) -> 0)
        .list();
    return jdbc.sql(
            """
            select count(*) from review
            where reviewer = ? and status in ('IN_REVIEW', 'CHANGES_REQUESTED')
            """)
        .param(reviewer)
        .query(Integer.class)
        .single();
  }

  /** The first in the queue that this reviewer may take and nobody else is taking just now. */
  Optional<Review> lockNext(UUID reviewer, Level level, Instant asOf) {
    return lockNext(reviewer, level, asOf, FIRST_ONES)
        .or(() -> lockNext(reviewer, level, asOf, Integer.MAX_VALUE));
  }

  /** The same among the first ones of each priority. */
  private Optional<Review> lockNext(UUID reviewer, Level level, Instant asOf, int firstOnes) {
    Priority highest = level == Level.SENIOR ? Priority.URGENT : Priority.MEDIUM;
    return jdbc.sql(
            """
            select q.* from review q
            where q.status = 'PENDING' and q.id in (
              select first.id from (values (1), (2), (3), (4)) w (weight)
              cross join lateral (select o.id from review o
                where o.status = 'PENDING' and o.priority = w.weight and not :me = any (o.authors)
                order by o.queued_at, o.id limit :firstOnes) first
              where w.weight <= :highest)
            order by %s desc, q.queued_at, q.id limit 1 for update of q skip locked
            """
                .formatted(ReviewViews.SCORE))
        .param("me", reviewer)
        .param("highest", highest.weight())
        .param("firstOnes", firstOnes)
        .param("asOf", Timestamp.from(asOf))
        .query(Reviews::review)
        .optional();
  }

  /** Claims whose lease is over. */
  List<UUID> lapsed(Instant now) {
    return jdbc.sql(
            """
            select id from review where status = 'IN_REVIEW' and lease_expires_at <= ?
            order by lease_expires_at limit 500
            """)
        .param(Timestamp.from(now))
        .query(UUID.class)
        .list();
  }

  /** Marks claims that end before a time as noticed, each one once. */
  List<Review> notice(Instant before) {
    return jdbc.sql(
            """
            update review set lease_noticed = true where id in (
              select id from review where status = 'IN_REVIEW' and not lease_noticed
                and lease_expires_at <= ? order by id limit 200 for update skip locked)
            returning *
            """)
        .param(Timestamp.from(before))
        .query(Reviews::review)
        .list();
  }

  /** Holders who may not review any more. */
  List<UUID> holdersWithoutRight() {
    return jdbc.sql(
            """
            select distinct r.reviewer from review r join person p on p.id = r.reviewer
            where r.status in ('IN_REVIEW', 'CHANGES_REQUESTED')
              and (p.level = 'NONE' or p.disabled or p.deleted)
            """)
        .query(UUID.class)
        .list();
  }
}
