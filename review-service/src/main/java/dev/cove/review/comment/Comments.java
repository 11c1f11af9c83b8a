package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Kind;
import dev.cove.review.comment.Comment.Place;
import dev.cove.review.comment.Comment.Side;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The comments. Thread-safe. */
@Repository
public class Comments {

  private final JdbcClient jdbc;

  Comments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One comment, if there is one. */
  Optional<Comment> find(UUID review, UUID id) {
    return jdbc.sql("select * from comment where review_id = ? and id = ?")
        .params(review, id)
        .query(Comments::comment)
        .optional();
  }

  /** What the viewer may see, oldest first: everything published and their own drafts. */
  List<Comment> list(UUID review, UUID viewer, UUID after, int limit) {
    return jdbc.sql(
            """
            select * from comment where review_id = ? and (not draft or author = ?) and id > ?
            order by id limit ?
            """)
        .params(review, viewer, after, limit)
        .query(Comments::comment)
        .list();
  }

  /** Everybody who published something in a thread. */
  List<UUID> participants(UUID root) {
    return jdbc.sql(
            """
            select distinct author from comment where (id = ? or parent_id = ?) and not draft
            """)
        .params(root, root)
        .query(UUID.class)
        .list();
  }

  /** Threads that must be verified and are open, the viewer's drafts included. */
  public List<UUID> openMustVerify(UUID review, UUID viewer) {
    return jdbc.sql(
            """
            select id from comment where review_id = ? and parent_id is null and must_verify
              and not deleted and resolved_at is null and (not draft or author = ?) order by id
            """)
        .params(review, viewer)
        .query(UUID.class)
        .list();
  }

  Optional<Comment> posted(UUID author, String key, Instant since) {
    return jdbc.sql(
            "select * from comment where author = ? and idempotency_key = ? and created_at > ?")
        .params(author, key, Timestamp.from(since))
        .query(Comments::comment)
        .optional();
  }

  void forgetKey(UUID author, String key) {
    jdbc.sql("update comment set idempotency_key = null where author = ? and idempotency_key = ?")
        .params(author, key)
        .update();
  }

  void insert(Comment comment, @Nullable String key) {
    Place place = comment.place();
    Side side = place.side();
    jdbc.sql(
            """
            insert into comment (id, review_id, author, parent_id, kind, body, round, path, side,
              line, end_line, suggestion, must_verify, draft, verdict, created_at, updated_at,
              idempotency_key)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                comment.id(),
                comment.reviewId(),
                comment.author(),
                comment.parentId(),
                comment.kind().name(),
                comment.body(),
                place.round(),
                place.path(),
                side == null ? null : side.name(),
                place.line(),
                place.endLine(),
                comment.suggestion(),
                comment.mustVerify(),
                comment.draft(),
                comment.verdict(),
                Timestamp.from(comment.createdAt()),
                Timestamp.from(comment.updatedAt()),
                key))
        .update();
  }

  void update(Comment comment) {
    Instant resolvedAt = comment.resolvedAt();
    jdbc.sql(
            """
            update comment set kind = ?, body = ?, suggestion = ?, must_verify = ?, draft = ?,
              resolved_by = ?, resolved_at = ?, updated_at = ?
            where id = ?
            """)
        .params(
            Arrays.asList(
                comment.kind().name(),
                comment.body(),
                comment.suggestion(),
                comment.mustVerify(),
                comment.draft(),
                comment.resolvedBy(),
                resolvedAt == null ? null : Timestamp.from(resolvedAt),
                Timestamp.from(comment.updatedAt()),
                comment.id()))
        .update();
  }

  /** Publishes all of an author's drafts; how many there were. */
  int publishDrafts(UUID review, UUID author, Instant at) {
    return jdbc.sql(
            """
            update comment set draft = false, updated_at = ?
            where review_id = ? and author = ? and draft
            """)
        .params(Timestamp.from(at), review, author)
        .update();
  }

  /** Removes a comment; where others answered, an empty place stays. */
  void remove(Comment comment, Instant at) {
    int gone =
        jdbc.sql(
                """
                delete from comment c where c.id = ?
                  and not exists (select 1 from comment answer where answer.parent_id = c.id)
                """)
            .param(comment.id())
            .update();
    if (gone == 0) {
      jdbc.sql(
              """
              update comment set deleted = true, body = '', suggestion = null,
                must_verify = false, updated_at = ?
              where id = ?
              """)
          .params(Timestamp.from(at), comment.id())
          .update();
    }
  }

  private static Comment comment(ResultSet row, int number) throws SQLException {
    String side = row.getString("side");
    Timestamp resolved = row.getTimestamp("resolved_at");
    return new Comment(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        Objects.requireNonNull(row.getObject("review_id", UUID.class)),
        Objects.requireNonNull(row.getObject("author", UUID.class)),
        row.getObject("parent_id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        row.getString("body"),
        new Place(
            row.getInt("round"),
            row.getString("path"),
            side == null ? null : Side.valueOf(side),
            row.getObject("line", Integer.class),
            row.getObject("end_line", Integer.class)),
        row.getString("suggestion"),
        row.getBoolean("must_verify"),
        row.getBoolean("draft"),
        row.getBoolean("deleted"),
        row.getString("verdict"),
        row.getObject("resolved_by", UUID.class),
        resolved == null ? null : resolved.toInstant(),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant());
  }
}
