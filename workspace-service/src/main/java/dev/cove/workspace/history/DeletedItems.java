package dev.cove.workspace.history;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * What was deleted, out of the versions: those that ended without the file going on elsewhere and
 * without anything being at their path since. Thread-safe.
 */
@Repository
class DeletedItems {

  /** A version that ended by a deletion and is the last at its path. */
  private static final String GONE =
      """
      %1$s.session_id = ? and %1$s.until is not null and %1$s.revision < %1$s.until
        and not exists (select 1 from item_version next
          where next.session_id = %1$s.session_id and next.file_id = %1$s.file_id
            and next.revision >= %1$s.until)
        and not exists (select 1 from item_version later
          where later.session_id = %1$s.session_id and later.path = %1$s.path
            and later.revision >= %1$s.until)
      """;

  private static final String PAGE =
      """
      select v.path, v.type, v.size, v.etag, v.until, v.ended_at, c.origin,
        case when v.type = 'FOLDER' then (
          select count(*) from item_version i
          where i.session_id = v.session_id and i.until = v.until and i.type <> 'FOLDER'
            and i.path > v.path || '/' and i.path < v.path || '0') else 0 end file_count
      from item_version v
        left join change_set c on c.session_id = v.session_id and c.revision = v.until
      where %s
        and (v.until < ? or (v.until = ? and v.path > ?))
        and not exists (select 1 from item_version f
          where f.type = 'FOLDER' and f.until = v.until
            and f.path = regexp_replace(v.path, '/[^/]*$', '') and f.path <> v.path
            and %s)
      order by v.until desc, v.path limit ?
      """
          .formatted(GONE.formatted("v"), GONE.formatted("f"));

  private final JdbcTemplate jdbc;

  DeletedItems(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** The deleted items after the cursor, newest first. */
  List<DeletedItem> of(UUID session, DeletedCursor after, int limit) {
    return jdbc.query(
        PAGE,
        DeletedItem::from,
        session,
        after.deletedIn(),
        after.deletedIn(),
        after.path(),
        session,
        limit);
  }
}
