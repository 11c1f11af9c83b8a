package dev.cove.workspace.blob;

import dev.cove.workspace.maintenance.MaintenanceLock;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The store of contents. A content is stored before the session is locked that is to name it, so
 * nobody waits for another's five megabytes with a session locked; one that no change came to name
 * is cleaned away later. Plain SQL: a content is bytes under a key, nothing an entity would help
 * with. Thread-safe.
 */
@Repository
public class Blobs {

  /** Stores a content unless it is there already, which makes it young for the cleaner. */
  public static final String STORE =
      """
      with made_young as (
        update blob set created_at = now()
        where sha256 = ? and created_at < now() - interval '12 hours' returning sha256)
      insert into blob (sha256, size, binary_data, data)
      select ?, ?, ?, ? where not exists (select from made_young)
      on conflict (sha256) do nothing
      """;

  private final JdbcTemplate jdbc;
  private final MaintenanceLock lock;
  private final TransactionTemplate transaction;

  Blobs(JdbcTemplate jdbc, MaintenanceLock lock, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.lock = lock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Stores a content, in a transaction of its own where there is none. */
  public void store(Blob blob) {
    jdbc.update(STORE, statement -> bindStore(statement, 1, blob));
  }

  /** Sets the parameters of {@link #STORE} from this one on, and says which is the next. */
  public static int bindStore(PreparedStatement statement, int from, Blob blob)
      throws SQLException {
    statement.setString(from, blob.summary().sha256());
    statement.setString(from + 1, blob.summary().sha256());
    statement.setLong(from + 2, blob.summary().size());
    statement.setBoolean(from + 3, blob.summary().binary());
    statement.setBytes(from + 4, blob.bytes());
    return from + 5;
  }

  /**
   * Stores several contents in one transaction, in one order for everybody so that two callers
   * never block each other for good.
   */
  public void storeAll(Collection<Blob> blobs) {
    if (blobs.isEmpty()) {
      return;
    }
    List<Blob> ordered =
        blobs.stream().sorted(Comparator.comparing(blob -> blob.summary().sha256())).toList();
    transaction.executeWithoutResult(_ ->
        jdbc.batchUpdate(STORE, ordered, ordered.size(), (row, blob) -> bindStore(row, 1, blob)));
  }

  /** The bytes of a content. */
  public Optional<byte[]> find(String sha256) {
    return jdbc
        .query("select data from blob where sha256 = ?", (row, _) -> row.getBytes("data"), sha256)
        .stream()
        .findFirst();
  }

  /** What is known of a stored content without its bytes. */
  public Optional<Blob.Summary> summary(String sha256) {
    return jdbc
        .query(
            "select sha256, size, binary_data from blob where sha256 = ?",
            (row, _) ->
                new Blob.Summary(
                    row.getString("sha256"), row.getLong("size"), row.getBoolean("binary_data")),
            sha256)
        .stream()
        .findFirst();
  }

  /** The bytes of several contents; what is not there is left out. The caller bounds how many. */
  public Map<String, byte[]> findAll(Collection<String> sha256s) {
    Map<String, byte[]> found = new HashMap<>();
    jdbc.query(
        "select sha256, data from blob where sha256 = any(?)",
        row -> {
          found.put(row.getString("sha256"), row.getBytes("data"));
        },
        (Object) sha256s.toArray(String[]::new));
    return found;
  }

  /**
   * Removes some contents that nothing names and that have been there for a day; says how many. One
   * instance at a time does this, and the foreign keys have the last word: a content that is named
   * between the looking and the removing stays, and so does the rest of that batch.
   */
  public int removeUnnamed() {
    return Objects.requireNonNull(
        transaction.execute(_ ->
            lock.take("blobs")
                ? jdbc.update(
                    """
                    delete from blob where sha256 in (
                      select b.sha256 from blob b
                      where b.created_at < now() - interval '1 day'
                        and not exists (select 1 from item i where i.etag = b.sha256)
                        and not exists (select 1 from item_version v where v.etag = b.sha256)
                        and not exists (select 1 from snapshot_item s where s.etag = b.sha256)
                      limit 500 for update skip locked)
                    """)
                : 0));
  }
}
