package dev.cove.workspace.file;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The part of a session's row that its files need: whose it is, the revision, the totals. Locking
 * that row is what makes the changes of one session follow each other. Thread-safe.
 */
@Repository
public class Workspaces {

  private static final String COLUMNS =
      "id, owner_id, status, revision, entry_count, file_count, bytes, complete_from";

  static final String LOCK = "select " + COLUMNS + " from session where id = ? for update";

  private final JdbcTemplate jdbc;

  Workspaces(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A session's row as its files see it.
   *
   * @param id the session
   * @param ownerId whose it is
   * @param trashed whether it is in the trash
   * @param revision the revision its files are in
   * @param entries files, links and folders
   * @param files files and links
   * @param bytes stored bytes
   * @param completeFrom from which revision on all changes are known
   */
  public record Row(
      UUID id,
      UUID ownerId,
      boolean trashed,
      long revision,
      int entries,
      int files,
      long bytes,
      long completeFrom) {

    static Row from(ResultSet row, int number) throws SQLException {
      return new Row(
          row.getObject("id", UUID.class),
          row.getObject("owner_id", UUID.class),
          "TRASHED".equals(row.getString("status")),
          row.getLong("revision"),
          row.getInt("entry_count"),
          row.getInt("file_count"),
          row.getLong("bytes"),
          row.getLong("complete_from"));
    }
  }

  /** The row as it is now. */
  public Optional<Row> find(UUID session) {
    return jdbc
        .query("select " + COLUMNS + " from session where id = ?", Row::from, session)
        .stream()
        .findFirst();
  }

  /** The row of a session of that owner; anybody else is told that there is none. */
  public Row require(UUID session, UUID owner) {
    return find(session)
        .filter(row -> row.ownerId().equals(owner))
        .orElseThrow(() -> FileErrors.noSession(session));
  }

  /** The row, which nobody else changes before this transaction's end. */
  public Row lock(UUID session) {
    return jdbc.query(LOCK, Row::from, session).stream()
        .findFirst()
        .orElseThrow(() -> FileErrors.noSession(session));
  }
}
