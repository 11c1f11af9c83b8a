package dev.cove.review.queue;

import dev.cove.review.reviewer.Level;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.web.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who reviews, how much they have in hand and how soon they usually answer. Thread-safe. */
@Component
public class ReviewerDirectory {

  /**
   * A reviewer.
   *
   * @param openClaims reviews in hand now
   * @param verdicts how many they have given
   * @param medianAnswerSeconds from the claim, or the author's new round, to the verdict, of the
   *     last 50; null before there is one
   */
  public record Entry(
      UUID id,
      String username,
      @Nullable String displayName,
      Level level,
      int openClaims,
      int verdicts,
      @Nullable Long medianAnswerSeconds) {}

  private static final String VERDICTS = "('APPROVE', 'RECOMMEND', 'REQUEST_CHANGES', 'REJECT')";

  private final JdbcClient jdbc;

  ReviewerDirectory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A page of reviewers by name.
   *
   * @param q part of the name
   */
  public Slice<Entry> list(
      @Nullable Level level, @Nullable String q, @Nullable String cursor, int limit) {
    List<Entry> found =
        jdbc.sql(
                """
                select p.*,
                  (select count(*) from review r where r.reviewer = p.id
                    and r.status in ('IN_REVIEW', 'CHANGES_REQUESTED')) as open_claims,
                  (select count(*) from history h
                    where h.reviewer = p.id and h.action in %1$s) as verdicts,
                  (select percentile_cont(0.5) within group
                      (order by extract(epoch from verdict.at - turn.at))
                    from (select * from history h where h.reviewer = p.id and h.action in %1$s
                      order by h.id desc limit 50) verdict
                    cross join lateral (select t.at from history t
                      where t.review_id = verdict.review_id and t.reviewer = p.id
                        and t.id < verdict.id and t.action in ('CLAIM', 'ASSIGN', 'RESUBMIT')
                      order by t.id desc limit 1) turn) as answer
                from person p
                where p.level <> 'NONE' and not p.disabled and not p.deleted
                  and p.username > :after and (:level = '' or p.level = :level)
                  and position(lower(:q) in
                    lower(p.username || ' ' || coalesce(p.display_name, ''))) > 0
                order by p.username limit :limit
                """
                    .formatted(VERDICTS))
            .param("after", after(cursor))
            .param("level", level == null ? "" : level.name())
            .param("q", Objects.requireNonNullElse(q, "").strip())
            .param("limit", limit + 1)
            .query((row, _) -> {
              double answer = row.getDouble("answer");
              Long median = row.wasNull() ? null : Math.max(0, Math.round(answer));
              return new Entry(
                  Objects.requireNonNull(row.getObject("id", UUID.class)),
                  row.getString("username"),
                  row.getString("display_name"),
                  Level.valueOf(row.getString("level")),
                  row.getInt("open_claims"),
                  row.getInt("verdicts"),
                  median);
            })
            .list();
    return Slice.of(
        found,
        limit,
        last ->
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(last.username().getBytes(StandardCharsets.UTF_8)));
  }

  private static String after(@Nullable String cursor) {
    try {
      return cursor == null
          ? ""
          : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "bad-cursor",
          "Use the nextCursor of the page before, unchanged.");
    }
  }
}
