package dev.cove.workspace.file;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what a change did. Whether it is one saved file or a batch of 500, that is one statement
 * for items, versions, the session and its log, since every statement is a way to the database and
 * back with the session locked. Thread-safe.
 */
@Repository
class Revisions {

  /** The columns of the items that are put, one array each. */
  private static final String PUT =
      """
      unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::boolean[], ?::boolean[],
          ?::boolean[], ?::timestamptz[], ?::boolean[])
        as t (path, file_id, type, etag, size, binary_data, executable, persisted, modified_at,
          conflict)
      """;

  private static final String WRITE =
      """
      p as materialized (select * from %s),
      ended as (
        update item_version set until = ?, ended_at = ?
        where session_id = ? and path = any(?) and until is null),
      removed as (delete from item where session_id = ? and path = any(?)),
      versioned as (
        insert into item_version (session_id, file_id, revision, path, type, etag, size,
          binary_data, executable, persisted, origin, conflict, created_at)
        select ?, file_id, ?, path, type, etag, size, binary_data, executable, persisted, ?,
          conflict, ? from p)
      insert into item (session_id, path, file_id, type, etag, size, binary_data, executable,
        persisted, modified_at, revision)
      select ?, path, file_id, type, etag, size, binary_data, executable, persisted, modified_at, ?
      from p
      on conflict (session_id, path) do update set file_id = excluded.file_id,
        type = excluded.type, etag = excluded.etag, size = excluded.size,
        binary_data = excluded.binary_data, executable = excluded.executable,
        persisted = excluded.persisted, modified_at = excluded.modified_at,
        revision = excluded.revision
      """
          .formatted(PUT);

  private static final String ADVANCE =
      """
      advanced as (
        update session set revision = ?, entry_count = ?, file_count = ?, bytes = ?,
          updated_at = ?, last_used_at = case when ? then greatest(last_used_at, ?)
            else last_used_at end
        where id = ?)
      """;

  private static final String LOG =
      """
      insert into change_set (session_id, revision, origin, client_id, changes, truncated,
        created_at) values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String CLOSE = "with " + ADVANCE + LOG;
  private static final String WRITE_AND_CLOSE =
      "with " + ADVANCE + ", logged as (" + LOG + "), " + WRITE;

  private final JdbcTemplate jdbc;
  private final JsonMapper json;

  Revisions(JdbcTemplate jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * What a change has in hand.
   *
   * @param removals where nothing is any more
   * @param puts what is now; none of it at a path in {@code removals}
   * @param conflicts the paths where both sides had changed the item
   * @param again whether this revision has written before, and so perhaps the same items
   */
  record Writes(
      Set<FilePath> removals,
      Collection<WorkspaceItem> puts,
      Set<FilePath> conflicts,
      boolean again) {

    boolean isEmpty() {
      return removals.isEmpty() && puts.isEmpty();
    }

    private String[] touched() {
      return Stream.concat(removals.stream(), puts.stream().map(WorkspaceItem::path))
          .map(FilePath::value)
          .toArray(String[]::new);
    }
  }

  /** Writes items and versions. */
  void write(WorkspaceChange change, Instant now, Writes writes) {
    if (!writes.isEmpty()) {
      write("with " + WRITE, List.of(), change, now, writes);
    }
  }

  /**
   * Writes the last items and versions, counts the session's revision up, and notes for the events
   * socket what it was.
   */
  void close(WorkspaceChange change, Instant now, Writes writes, FilesChanged event) {
    List<@Nullable Object> closing = closing(event, change.totals(), Timestamp.from(now));
    if (writes.isEmpty()) {
      jdbc.update(CLOSE, closing.toArray());
    } else {
      write(WRITE_AND_CLOSE, closing, change, now, writes);
    }
  }

  private List<@Nullable Object> closing(FilesChanged event, Totals totals, Timestamp time) {
    return Arrays.asList(
        event.revision(),
        totals.entries(),
        totals.files(),
        totals.bytes(),
        time,
        event.origin() != Origin.SANDBOX,
        time,
        event.sessionId(),
        event.sessionId(),
        event.revision(),
        event.origin().name(),
        event.clientId(),
        json.writeValueAsString(event.changes()),
        event.truncated(),
        time);
  }

  private void write(
      String sql,
      List<@Nullable Object> first,
      WorkspaceChange change,
      Instant now,
      Writes writes) {
    if (writes.again()) {
      jdbc.update(
          "delete from item_version where session_id = ? and path = any(?) and until is null and"
              + " revision = ?",
          change.session(),
          writes.touched(),
          change.revision());
    }
    jdbc.update(connection -> {
      PreparedStatement statement = connection.prepareStatement(sql);
      List<@Nullable Object> values = new ArrayList<>(first);
      values.addAll(values(connection, change, now, writes));
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      return statement;
    });
  }

  private static List<Object> values(
      Connection connection, WorkspaceChange change, Instant now, Writes writes)
      throws SQLException {
    var put = new Columns(connection, writes.puts());
    UUID session = change.session();
    Timestamp time = Timestamp.from(now);
    return List.of(
        put.of("text", item -> item.path().value()),
        put.of("uuid", WorkspaceItem::fileId),
        put.of("text", item -> item.type().name()),
        put.of("text", WorkspaceItem::etag),
        put.of("bigint", WorkspaceItem::size),
        put.of("boolean", WorkspaceItem::binary),
        put.of("boolean", WorkspaceItem::executable),
        put.of("boolean", WorkspaceItem::persisted),
        put.of("timestamptz", item -> item.modifiedAt().toString()),
        put.of("boolean", item -> writes.conflicts().contains(item.path())),
        change.revision(),
        time,
        session,
        connection.createArrayOf("text", writes.touched()),
        session,
        connection.createArrayOf("text", writes.removals().stream().map(FilePath::value).toArray()),
        session,
        change.revision(),
        change.origin().name(),
        time,
        session,
        change.revision());
  }

  /** Turns items into arrays, one for each column. */
  private record Columns(Connection connection, Collection<WorkspaceItem> items) {

    Array of(String type, Function<WorkspaceItem, ?> value) throws SQLException {
      return connection.createArrayOf(type, items.stream().map(value).toArray());
    }
  }
}
