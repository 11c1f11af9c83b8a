package dev.cove.workspace.file;

import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.Blobs;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Begins the change that is made most often, the save of one file, in one way to the database and
 * back. The statements run one after the other and each sees what was committed before it, so what
 * is read is what the lock protects. Thread-safe.
 */
@Repository
class Openings {

  private static final String STORE_LOCK_FIND =
      String.join("; ", Blobs.STORE, Workspaces.LOCK, Items.FIND_ALL);

  private final JdbcTemplate jdbc;

  Openings(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A locked session, and what was read of it then.
   *
   * @param row the session, which nobody else changes before the transaction's end
   * @param read the paths at which was looked
   * @param found what is there
   */
  record Opening(Workspaces.Row row, Collection<FilePath> read, Collection<WorkspaceItem> found) {

    static Opening of(Workspaces.Row row) {
      return new Opening(row, List.of(), List.of());
    }
  }

  /** Stores the content, then locks the session, then reads the items at these paths. */
  Opening of(UUID session, Blob content, Collection<FilePath> paths) {
    return Objects.requireNonNull(
        jdbc.execute(
            STORE_LOCK_FIND,
            (PreparedStatement statement) -> {
              int next = Blobs.bindStore(statement, 1, content);
              statement.setObject(next, session);
              statement.setObject(next + 1, session);
              statement.setObject(next + 2, Items.values(paths));
              statement.execute();
              return new Opening(row(statement, session), paths, items(statement));
            }));
  }

  private static Workspaces.Row row(PreparedStatement statement, UUID session) throws SQLException {
    try (ResultSet rows = next(statement)) {
      if (!rows.next()) {
        throw FileErrors.noSession(session);
      }
      return Workspaces.Row.from(rows, 0);
    }
  }

  private static List<WorkspaceItem> items(PreparedStatement statement) throws SQLException {
    List<WorkspaceItem> items = new ArrayList<>();
    try (ResultSet rows = next(statement)) {
      while (rows.next()) {
        items.add(WorkspaceItem.from(rows, items.size()));
      }
    }
    return items;
  }

  private static ResultSet next(PreparedStatement statement) throws SQLException {
    statement.getMoreResults();
    return Objects.requireNonNull(statement.getResultSet());
  }
}
