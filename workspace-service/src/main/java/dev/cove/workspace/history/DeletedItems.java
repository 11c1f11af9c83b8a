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
      v.session_id = ? and v.until is not null and v.revision < v.until
        and not exists (select 1 from item_version next
          where next.session_id = v.session_id and next.file_id = v.file_id
            and next.revision >= v.until)
        and not exists (select 1 from item_version later
          where later.session_id = v.session_id and later.path = v.path
            and later.revision >= v.until)
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
        and not coalesce((select true from item_version f
          where f.session_id = v.session_id and f.path = regexp_replace(v.path, '/[^/]*$', '')
            and f.path <> v.path and f.type = 'FOLDER' and f.until = v.until
            and not exists (select 1 from item_version next
              where next.session_id = f.session_id and next.file_id = f.file_id
                and next.revision >= f.until)
          limit 1), false)
      order by v.until desc, v.path limit ?
      """
          .formatted(GONE);

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
        limit);
  }
}
