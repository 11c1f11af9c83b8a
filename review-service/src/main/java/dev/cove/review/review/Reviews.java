package dev.cove.review.review;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reviews. Thread-safe. */
@Repository
public class Reviews {

  private static final String INSERT =
      """
      insert into review (id, session_id, title, description, priority, status, round, paths,
        submitted_by, authors, requested_reviewer, queued_at, created_at, updated_at,
        idempotency_key)
      values (:id, :session, :title, :description, :priority, :status, :round, :paths,
        :submittedBy, cast(:authors as uuid[]), :requested, :at, :at, :at, :key)
      """;

  /** The guard of every transition: nobody changed the review since it was read. */
  private static final String MOVE =
      """
      update review set status = :status, round = :round, reviewer = :reviewer,
        lease_expires_at = :lease, lease_noticed = false, queued_at = :queuedAt,
        first_claimed_at = coalesce(first_claimed_at, :claimedAt), updated_at = :at,
        decided_at = :decidedAt, version = version + 1
      where id = :id and status = :before and version = :version
      """;

  private final JdbcClient jdbc;

  Reviews(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The review, if there is one. */
  public Optional<Review> find(UUID id) {
    return jdbc.sql("select * from review where id = ?")
        .param(id)
        .query(Reviews::review)
        .optional();
  }

  /** The review, kept from changing until the transaction ends. */
  Optional<Review> lock(UUID id) {
    return jdbc.sql("select * from review where id = ? for update")
        .param(id)
        .query(Reviews::review)
        .optional();
  }

  /** The review that a session's owner submitted last. */
  public Optional<Review> latestOf(UUID session, UUID owner) {
    return jdbc.sql(
            """
            select * from review where session_id = ? and submitted_by = ?
            order by id desc limit 1
            """)
        .params(session, owner)
        .query(Reviews::review)
        .optional();
  }

  /** Whether the session has a review that is not over. */
  public boolean hasOpen(UUID session) {
    return jdbc.sql(
            """
            select exists(select 1 from review where session_id = ?
              and status in ('PENDING', 'IN_REVIEW', 'CHANGES_REQUESTED'))
            """)
        .param(session)
        .query(Boolean.class)
        .single();
  }

  /** What this person submitted with this key since a time. */
  public Optional<Review> submitted(UUID user, String key, Instant since) {
    return jdbc.sql(
            """
            select * from review where submitted_by = ? and idempotency_key = ? and created_at > ?
            """)
        .params(user, key, Timestamp.from(since))
        .query(Reviews::review)
        .optional();
  }

  /** Frees a key that is too old to mean a repetition. */
  public void forgetKey(UUID user, String key) {
    jdbc.sql(
            """
            update review set idempotency_key = null
            where submitted_by = ? and idempotency_key = ?
            """)
        .params(user, key)
        .update();
  }

  /** Reviews this person has claimed and that are not over, oldest claim first. */
  public List<Review> heldBy(UUID user) {
    return jdbc.sql(
            """
            select * from review where reviewer = ? and status in ('IN_REVIEW', 'CHANGES_REQUESTED')
            order by updated_at, id
            """)
        .param(user)
        .query(Reviews::review)
        .list();
  }

  /** Reviews this person submitted and that are not over. */
  public List<Review> openBy(UUID user) {
    return jdbc.sql(
            """
            select * from review where submitted_by = ?
              and status in ('PENDING', 'IN_REVIEW', 'CHANGES_REQUESTED') order by id
            """)
        .param(user)
        .query(Reviews::review)
        .list();
  }

  void insert(Review review, @Nullable String idempotencyKey) {
    List<String> paths = review.paths();
    jdbc.sql(INSERT)
        .param("id", review.id())
        .param("session", review.sessionId())
        .param("title", review.title())
        .param("description", review.description())
        .param("priority", review.priority().weight())
        .param("status", review.status().name())
        .param("round", review.round())
        .param("paths", paths == null ? null : paths.toArray(String[]::new))
        .param("submittedBy", review.submittedBy())
        .param("authors", array(review.authors()))
        .param("requested", review.requestedReviewer())
        .param("at", Timestamp.from(review.createdAt()))
        .param("key", idempotencyKey)
        .update();
  }

  /** Writes what a transition made of a review; fails when somebody else was faster. */
  void move(Review before, Review after, boolean claimed) {
    int changed =
        jdbc.sql(MOVE)
            .param("status", after.status().name())
            .param("round", after.round())
            .param("reviewer", after.reviewer())
            .param("lease", timestamp(after.leaseExpiresAt()))
            .param("queuedAt", Timestamp.from(after.queuedAt()))
            .param("claimedAt", claimed ? Timestamp.from(after.updatedAt()) : null, Types.TIMESTAMP)
            .param("at", Timestamp.from(after.updatedAt()))
            .param("decidedAt", timestamp(after.decidedAt()))
            .param("id", before.id())
            .param("before", before.status().name())
            .param("version", before.version())
            .update();
    if (changed == 0) {
      throw new OptimisticLockingFailureException("review " + before.id());
    }
  }

  void edit(Review review, String title, String description, Priority priority, Instant at) {
    jdbc.sql(
            """
            update review set title = ?, description = ?, priority = ?, updated_at = ?
            where id = ?
            """)
        .params(title, description, priority.weight(), Timestamp.from(at), review.id())
        .update();
  }

  /** Prolongs the holder's lease; nothing happens for anybody else. */
  public void renewLease(UUID id, UUID holder, Instant until) {
    jdbc.sql(
            """
            update review set lease_expires_at = ?, lease_noticed = false
            where id = ? and reviewer = ? and status = 'IN_REVIEW'
            """)
        .params(Timestamp.from(until), id, holder)
        .update();
  }

  private static String array(Set<UUID> ids) {
    return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  /** Reads a row of the table. */
  public static Review review(ResultSet row, int number) throws SQLException {
    Array paths = row.getArray("paths");
    return new Review(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("session_id", UUID.class)),
        row.getString("title"),
        row.getString("description"),
        Priority.ofWeight(row.getInt("priority")),
        ReviewStatus.valueOf(row.getString("status")),
        row.getInt("round"),
        paths == null ? null : List.of((String[]) paths.getArray()),
        Objects.requireNonNull(row.getObject("submitted_by", UUID.class)),
        Arrays.stream((UUID[]) row.getArray("authors").getArray())
            .collect(Collectors.toUnmodifiableSet()),
        row.getObject("reviewer", UUID.class),
        row.getObject("requested_reviewer", UUID.class),
        instant(row.getTimestamp("lease_expires_at")),
        row.getTimestamp("queued_at").toInstant(),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        instant(row.getTimestamp("decided_at")),
        row.getLong("version"));
  }
}
