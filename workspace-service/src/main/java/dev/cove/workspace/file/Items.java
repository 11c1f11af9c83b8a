package dev.cove.workspace.file;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The items of workspaces as they are now. Plain SQL and not JPA, because what moves here are sets:
 * a folder of 500 files changes its place in one statement and is never loaded. Thread-safe.
 */
@Repository
public class Items {

  static final String COLUMNS =
      "path, file_id, type, etag, size, binary_data, executable, persisted, modified_at, revision";

  /** Takes the session and the {@link #values} of the paths. */
  static final String FIND_ALL =
      "select " + COLUMNS + " from item where session_id = ? and path = any(?)";

  /** All that is in a folder, as a range of the key: {@code '0'} follows {@code '/'}. */
  private static final String BELOW = " path > ? || '/' and path < ? || '0' ";

  private final JdbcTemplate jdbc;

  Items(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The item at a path. */
  public Optional<WorkspaceItem> find(UUID session, FilePath path) {
    return findAll(session, List.of(path)).stream().findFirst();
  }

  /** The items at these paths. */
  public List<WorkspaceItem> findAll(UUID session, Collection<FilePath> paths) {
    return jdbc.query(FIND_ALL, WorkspaceItem::from, session, values(paths));
  }

  static String[] values(Collection<FilePath> paths) {
    return paths.stream().map(FilePath::value).toArray(String[]::new);
  }

  /** Everything, by path. At most as many as a workspace may have entries. */
  public List<WorkspaceItem> tree(UUID session) {
    return jdbc.query(
        "select " + COLUMNS + " from item where session_id = ? order by path",
        WorkspaceItem::from,
        session);
  }

  /** What is in a folder, at any depth, by path. */
  public List<WorkspaceItem> below(UUID session, FilePath folder) {
    return jdbc.query(
        "select " + COLUMNS + " from item where session_id = ? and" + BELOW + "order by path",
        WorkspaceItem::from,
        session,
        folder.value(),
        folder.value());
  }

  /** How much is in a folder. */
  Totals totalsBelow(UUID session, FilePath folder) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select count(*) entries, count(*) filter (where type <> 'FOLDER') files,
              coalesce(sum(size) filter (where persisted), 0) bytes
            from item where session_id = ? and
            """
                + BELOW,
            (row, _) ->
                new Totals(row.getInt("entries"), row.getInt("files"), row.getLong("bytes")),
            session,
            folder.value(),
            folder.value()));
  }

  Set<UUID> inUse(UUID session, Collection<UUID> fileIds) {
    return Set.copyOf(
        jdbc.queryForList(
            "select file_id from item where session_id = ? and file_id = any(?)",
            UUID.class,
            session,
            fileIds.toArray(UUID[]::new)));
  }

  void removeBelow(UUID session, FilePath folder) {
    jdbc.update(
        "delete from item where session_id = ? and" + BELOW,
        session,
        folder.value(),
        folder.value());
  }

  void moveBelow(UUID session, FilePath from, FilePath to, long revision) {
    jdbc.update(
        "update item set path = ? || substr(path, ?), revision = ? where session_id = ? and"
            + BELOW,
        to.value(),
        from.value().codePointCount(0, from.value().length()) + 1,
        revision,
        session,
        from.value(),
        from.value());
  }

  void copyBelow(UUID source, FilePath from, UUID target, FilePath to, long revision) {
    jdbc.update(
        """
        insert into item (session_id, path, file_id, type, etag, size, binary_data, executable,
          persisted, modified_at, revision)
        select ?, ? || substr(path, ?), gen_random_uuid(), type, etag, size, binary_data, executable,
          persisted, modified_at, ?
        from item where session_id = ? and persisted and
        """
            + BELOW,
        target,
        to.value(),
        from.value().codePointCount(0, from.value().length()) + 1,
        revision,
        source,
        from.value(),
        from.value());
  }

  void copyAll(UUID source, UUID target, long revision) {
    jdbc.update(
        """
        insert into item (session_id, path, file_id, type, etag, size, binary_data, executable,
          persisted, modified_at, revision)
        select ?, path, gen_random_uuid(), type, etag, size, binary_data, executable, persisted,
          modified_at, ? from item where session_id = ? and persisted
        """,
        target,
        revision,
        source);
  }

  /** The longest path and the deepest nesting in a folder, relative to it. */
  Extent extentBelow(UUID session, FilePath folder) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select coalesce(max(octet_length(path)), 0) - octet_length(?) longest,
              coalesce(max(length(path) - length(replace(path, '/', ''))), 0)
                - (length(?) - length(replace(?, '/', ''))) deepest
            from item where session_id = ? and
            """
                + BELOW,
            (row, _) -> new Extent(row.getInt("longest"), row.getInt("deepest")),
            folder.value(),
            folder.value(),
            folder.value(),
            session,
            folder.value(),
            folder.value()));
  }

  /**
   * How far a folder's content reaches.
   *
   * @param bytes bytes of the longest path below the folder
   * @param depth names of the deepest path below the folder
   */
  record Extent(int bytes, int depth) {}
}
