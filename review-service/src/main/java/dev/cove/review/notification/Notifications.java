package dev.cove.review.notification;

import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's notifications. Thread-safe. */
@Repository
public class Notifications {

  /** Locks the recipient's feed until the commit, so that sequences become visible in order. */
  private static final String NEXT_SEQUENCE =
      """
      insert into notification_feed (recipient, last_sequence, changes) values (?, 1, 1)
      on conflict (recipient) do update
        set last_sequence = notification_feed.last_sequence + 1,
          changes = notification_feed.changes + 1
      returning last_sequence
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final FeedSignals signals;
  private final Switches switches;

  Notifications(JdbcClient jdbc, Clock clock, FeedSignals signals, Switches switches) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.signals = signals;
    this.switches = switches;
  }

  /** Tells somebody something, once an occasion, unless they do not want to know. */
  @Transactional
  public void tell(UUID recipient, Notice notice) {
    if (told(recipient, notice.occasion()) || switches.isOff(recipient, notice.type())) {
      return;
    }
    long sequence = jdbc.sql(NEXT_SEQUENCE).param(recipient).query(Long.class).single();
    if (told(recipient, notice.occasion())) {
      // another one told it while this one waited for the feed; the sequence stays unused
      return;
    }
    jdbc.sql(
            """
            insert into notification (id, recipient, sequence, event_id, type, review_id,
              session_id, title, body, link, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                TimeOrderedUuid.next(),
                recipient,
                sequence,
                notice.occasion(),
                notice.type(),
                notice.reviewId(),
                notice.sessionId(),
                notice.title(),
                notice.body(),
                notice.link(),
                Timestamp.from(clock.instant())))
        .update();
    signals.afterCommit(recipient);
  }

  /** What comes after a sequence, oldest first. */
  public List<Notification> after(UUID recipient, long sequence, int limit) {
    return jdbc.sql(
            """
            select * from notification where recipient = ? and sequence > ?
            order by sequence limit ?
            """)
        .params(recipient, sequence, limit)
        .query(Notifications::notification)
        .list();
  }

  /** What comes before a sequence, newest first. */
  public List<Notification> before(UUID recipient, long sequence, boolean unreadOnly, int limit) {
    return jdbc.sql(
            """
            select * from notification where recipient = :me and sequence < :before
              and (not :unread or read_at is null) order by sequence desc limit :limit
            """)
        .param("me", recipient)
        .param("before", sequence)
        .param("unread", unreadOnly)
        .param("limit", limit)
        .query(Notifications::notification)
        .list();
  }

  /** What there is about each review, newest first, before a sequence. */
  public List<NotificationGroup> groups(
      UUID recipient, long before, boolean unreadOnly, int limit) {
    return jdbc.sql(
            """
            select n.*, g.told, g.unread from (
              select max(sequence) as latest, count(*) as told,
                count(*) filter (where read_at is null) as unread
              from notification where recipient = :me group by review_id) g
            join notification n on n.recipient = :me and n.sequence = g.latest
            where g.latest < :before and (not :unread or g.unread > 0)
            order by g.latest desc limit :limit
            """)
        .param("me", recipient)
        .param("before", before)
        .param("unread", unreadOnly)
        .param("limit", limit)
        .query((row, number) -> {
          Notification latest = notification(row, number);
          return new NotificationGroup(
              latest.reviewId(), row.getInt("told"), row.getInt("unread"), latest);
        })
        .list();
  }

  /** How many the recipient has not read. */
  public int unread(UUID recipient) {
    return jdbc.sql("select count(*) from notification where recipient = ? and read_at is null")
        .param(recipient)
        .query(Integer.class)
        .single();
  }

  /** The newest sequence; 0 before there is one. */
  public long lastSequence(UUID recipient) {
    return jdbc.sql("select last_sequence from notification_feed where recipient = ?")
        .param(recipient)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Marks one as read; a second time changes nothing. */
  @Transactional
  public void read(UUID recipient, UUID id) {
    Instant now = clock.instant();
    int changed =
        jdbc.sql(
                """
                update notification set read_at = ?
                where id = ? and recipient = ? and read_at is null
                """)
            .params(Timestamp.from(now), id, recipient)
            .update();
    if (changed > 0) {
      changed(recipient);
    } else if (!exists(recipient, id)) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND, "not-found", "There is no such notification among yours.");
    }
  }

  /**
   * Marks all as read.
   *
   * @param review only what is about this review; null for everything
   */
  @Transactional
  public void readAll(UUID recipient, @Nullable UUID review) {
    int changed =
        jdbc.sql(
                """
                update notification set read_at = :now where recipient = :me and read_at is null
                  and (cast(:review as uuid) is null or review_id = :review)
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("me", recipient)
            .param("review", review, Types.OTHER)
            .update();
    if (changed > 0) {
      changed(recipient);
    }
  }

  /** A number for each recipient that grows whenever anything of theirs changes. */
  Map<UUID, Long> changes(Collection<UUID> recipients) {
    Map<UUID, Long> changes = new HashMap<>();
    jdbc.sql("select recipient, changes from notification_feed where recipient in (:ids)")
        .param("ids", List.copyOf(recipients))
        .query(
            (RowCallbackHandler)
                row -> changes.put(row.getObject("recipient", UUID.class), row.getLong("changes")));
    return changes;
  }

  private void changed(UUID recipient) {
    jdbc.sql("update notification_feed set changes = changes + 1 where recipient = ?")
        .param(recipient)
        .update();
    signals.afterCommit(recipient);
  }

  private boolean told(UUID recipient, UUID occasion) {
    return jdbc.sql(
            "select exists(select 1 from notification where event_id = ? and recipient = ?)")
        .params(occasion, recipient)
        .query(Boolean.class)
        .single();
  }

  private boolean exists(UUID recipient, UUID id) {
    return jdbc.sql("select exists(select 1 from notification where id = ? and recipient = ?)")
        .params(id, recipient)
        .query(Boolean.class)
        .single();
  }

  private static Notification notification(ResultSet row, int number) throws SQLException {
    Timestamp read = row.getTimestamp("read_at");
    return new Notification(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        row.getLong("sequence"),
        row.getString("type"),
        row.getObject("review_id", UUID.class),
        row.getObject("session_id", UUID.class),
        row.getString("title"),
        row.getString("body"),
        row.getString("link"),
        row.getTimestamp("created_at").toInstant(),
        read == null ? null : read.toInstant());
  }
}
