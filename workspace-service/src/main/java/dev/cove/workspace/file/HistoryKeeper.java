package dev.cove.workspace.file;

import dev.cove.workspace.maintenance.MaintenanceLock;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Forgets versions and change rows that are past their time. A version goes when it ended long ago,
 * or when enough newer ones of the same file are kept; what is current always stays. A session
 * whose deletions are no longer all known remembers from where on they are.
 */
@Component
class HistoryKeeper {

  private final JdbcTemplate jdbc;
  private final ChangeLog log;
  private final MaintenanceLock lock;
  private final FileProperties properties;
  private final Clock clock;

  HistoryKeeper(
      JdbcTemplate jdbc,
      ChangeLog log,
      MaintenanceLock lock,
      FileProperties properties,
      Clock clock) {
    this.jdbc = jdbc;
    this.log = log;
    this.lock = lock;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  @Transactional
  void forget() {
    if (!lock.take("history")) {
      return;
    }
    log.forgetBefore(clock.instant().minus(properties.newsAge()));
    forgetOld(clock.instant().minus(properties.versionAge()));
    forgetMany();
  }

  private void forgetOld(Instant before) {
    jdbc.update(
        """
        with gone as (
          delete from item_version where ended_at < ? returning session_id, until),
        last as (select session_id, max(until) until from gone group by session_id)
        update session s set complete_from = greatest(s.complete_from, last.until)
        from last where s.id = last.session_id
        """,
        Timestamp.from(before));
  }

  /** Keeps the last version at every path, which is what tells that something was deleted there. */
  private void forgetMany() {
    jdbc.update(
        """
        delete from item_version v using (
          select session_id, file_id, revision,
            row_number() over (partition by session_id, file_id order by revision desc) newer_by_file,
            row_number() over (partition by session_id, path order by revision desc) newer_by_path
          from item_version
          where session_id in
            (select id from session where updated_at > now() - interval '1 day')) n
        where v.session_id = n.session_id and v.file_id = n.file_id and v.revision = n.revision
          and n.newer_by_file > ? + 1 and n.newer_by_path > 1 and v.until is not null
        """,
        properties.versionsPerFile());
  }
}
