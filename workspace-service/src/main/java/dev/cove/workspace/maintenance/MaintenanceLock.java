package dev.cove.workspace.maintenance;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets one instance of the service do a piece of background work while the others pass it over: a
 * PostgreSQL advisory lock that goes with the transaction, however that ends. Thread-safe.
 */
@Component
public class MaintenanceLock {

  /** Adds to the cost of the lock's number so that it collides with no other use. */
  private static final String TAKE = "select pg_try_advisory_xact_lock(hashtextextended(?, 7604))";

  private final JdbcTemplate jdbc;

  MaintenanceLock(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether this transaction may do the work now, and until its end nobody else. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean take(String work) {
    return Boolean.TRUE.equals(jdbc.queryForObject(TAKE, Boolean.class, work));
  }
}
