package dev.cove.workspace.blob;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * The store of contents. A content is stored before the change that names it, in a transaction of
 * its own: so nobody waits for another's five megabytes with a session locked, and a content that
 * no change came to name is cleaned away later. Plain SQL: a content is bytes under a key, nothing
 * an entity would help with. Thread-safe.
 */
@Repository
public class Blobs {

  private final JdbcTemplate jdbc;

  Blobs(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores the content unless it is there already, which makes it young for the cleaner. */
  public Blob.Summary store(Blob blob) {
    storeAll(List.of(blob));
    return blob.summary();
  }

  /**
   * Stores several contents, in one order for everybody so that two callers never block each other.
   */
  public void storeAll(Collection<Blob> blobs) {
    blobs.stream()
        .sorted((a, b) -> a.summary().sha256().compareTo(b.summary().sha256()))
        .forEach(blob ->
            jdbc.update(
                """
                insert into blob (sha256, size, binary_data, data) values (?, ?, ?, ?)
                on conflict (sha256) do update set created_at = now()
                  where blob.created_at < now() - interval '12 hours'
                """,
                blob.summary().sha256(),
                blob.summary().size(),
                blob.summary().binary(),
                blob.bytes()));
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

  /** Removes contents that nothing names and that have been there for a day, a batch at a time. */
  public int removeUnnamed() {
    return jdbc.update(
        """
        delete from blob where sha256 in (
          select b.sha256 from blob b
          where b.created_at < now() - interval '1 day'
            and not exists (select 1 from item i where i.etag = b.sha256)
            and not exists (select 1 from item_version v where v.etag = b.sha256)
            and not exists (select 1 from snapshot_item s where s.etag = b.sha256)
          limit 500 for update skip locked)
        """);
  }
}
