package dev.cove.review.queue;

import dev.cove.review.review.Priority;
import dev.cove.review.review.ReviewStatus;
import dev.cove.review.review.ReviewView;
import dev.cove.review.review.ReviewViews;
import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.Reviewers;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The lists of reviews. Each shows only what the caller may see, whatever is asked for.
 * Thread-safe.
 */
@Component
public class Queue {

  /** Which list. */
  public enum View {
    /** What waits, first one first. */
    QUEUE,
    /** What the caller submitted, newest first. */
    MINE,
    /** What the caller claimed or decided, newest first. */
    ASSIGNED,
    /** Everything the caller may see, newest first. */
    ALL
  }

  /**
   * What to list.
   *
   * @param q part of the title or description
   */
  public record Question(
      View view,
      @Nullable ReviewStatus status,
      @Nullable Priority priority,
      @Nullable String q,
      @Nullable String cursor,
      int limit) {}

  private static final String VISIBLE =
      """
      (q.submitted_by = :me or q.reviewer = :me or :admin
        or (:reviews and q.status = 'PENDING')
        or exists (select 1 from history h where h.review_id = q.id and h.reviewer = :me))
      """;

  private final JdbcClient jdbc;
  private final Reviewers reviewers;
  private final Clock clock;

  Queue(JdbcClient jdbc, Reviewers reviewers, Clock clock) {
    this.jdbc = jdbc;
    this.reviewers = reviewers;
    this.clock = clock;
  }

  /** One page of a list. */
  public Slice<ReviewView> list(Question question, CurrentUser user) {
    QueueCursor cursor = QueueCursor.parse(question.cursor());
    Instant asOf = cursor == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : cursor.asOf();
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("asOf", Timestamp.from(asOf));
    params.put("limit", question.limit() + 1);
    String sql =
        "select "
            + ReviewViews.COLUMNS
            + (question.view() == View.QUEUE
                ? queue(question, user, cursor, params)
                : newest(question, user, cursor, params));
    List<ReviewView> found = jdbc.sql(sql).params(params).query(ReviewViews::view).list();
    return Slice.of(found, question.limit(), last -> QueueCursor.of(last, asOf).toString());
  }

  /** The first ones of each priority by the index, then the first ones of them all. */
  private String queue(
      Question question,
      CurrentUser user,
      @Nullable QueueCursor cursor,
      Map<String, Object> params) {
    return """
     from (values (1), (2), (3), (4)) w (weight) cross join lateral (
      select * from review q where q.priority = w.weight and %s %s
      order by q.queued_at, q.id limit :limit) q
    order by score desc, q.queued_at, q.id limit :limit
    """
        .formatted(where(question, user, params), after(cursor, params));
  }

  private String newest(
      Question question,
      CurrentUser user,
      @Nullable QueueCursor cursor,
      Map<String, Object> params) {
    String where = where(question, user, params);
    if (cursor != null) {
      where += " and q.id < :afterId";
      params.put("afterId", cursor.id());
    }
    return " from review q where " + where + " order by q.id desc limit :limit";
  }

  private String where(Question question, CurrentUser user, Map<String, Object> params) {
    params.put("me", user.id());
    StringBuilder sql = new StringBuilder();
    switch (question.view()) {
      case MINE -> sql.append("q.submitted_by = :me");
      case ASSIGNED -> sql.append("q.reviewer = :me");
      case QUEUE -> {
        sql.append("q.status = 'PENDING' and ").append(VISIBLE);
        sees(user, params);
      }
      case ALL -> {
        sql.append(VISIBLE);
        sees(user, params);
      }
    }
    ReviewStatus status = question.status();
    if (status != null) {
      sql.append(" and q.status = :status");
      params.put("status", status.name());
    }
    Priority priority = question.priority();
    if (priority != null) {
      sql.append(" and q.priority = :priority");
      params.put("priority", priority.weight());
    }
    String text = question.q();
    if (text != null && !text.isBlank()) {
      sql.append(" and position(lower(:text) in lower(q.title || ' ' || q.description)) > 0");
      params.put("text", text.strip());
    }
    return sql.toString();
  }

  private void sees(CurrentUser user, Map<String, Object> params) {
    params.put("admin", user.admin());
    params.put("reviews", reviewers.level(user.id()) != Level.NONE);
  }

  private static String after(@Nullable QueueCursor cursor, Map<String, Object> params) {
    if (cursor == null) {
      return "";
    }
    params.put("score", cursor.score());
    params.put("queuedAt", Timestamp.from(cursor.queuedAt()));
    params.put("afterId", cursor.id());
    // the first condition is implied by the second one, and is a range of the index
    return """
    and q.queued_at > :asOf::timestamptz - (:score - w.weight + 1) * interval '24 hours'
    and (-%s, q.queued_at, q.id) > (-:score, :queuedAt, :afterId)
    """
        .formatted(ReviewViews.SCORE);
  }
}
