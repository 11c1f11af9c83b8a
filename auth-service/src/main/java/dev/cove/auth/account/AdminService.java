package dev.cove.auth.account;

import dev.cove.auth.audit.Audit;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What admins do with accounts. The role is read from the database, never from the token. */
@Service
public class AdminService {

  private final Accounts accounts;
  private final Audit audit;
  private final ApplicationEventPublisher events;
  private final JdbcClient jdbc;
  private final Clock clock;

  AdminService(
      Accounts accounts,
      Audit audit,
      ApplicationEventPublisher events,
      JdbcClient jdbc,
      Clock clock) {
    this.accounts = accounts;
    this.audit = audit;
    this.events = events;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Refuses with a 403 whoever is not an admin now. */
  @Transactional(readOnly = true)
  public void requireAdmin(UUID actor) {
    if (accounts
        .findById(actor)
        .filter(account -> account.role() == Role.ADMIN && !account.disabled())
        .isEmpty()) {
      throw AccountErrors.adminsOnly();
    }
  }

  /** Accounts by name; up to one more than {@code limit}. */
  @Transactional(readOnly = true)
  public List<Account> search(UUID actor, @Nullable String text, String after, int limit) {
    requireAdmin(actor);
    return accounts.search(Accounts.containing(text), after, Limit.of(limit + 1));
  }

  /** Closes or opens an account, gives or takes the role. Closing ends all its logins. */
  @Transactional
  public Account change(UUID actor, UUID id, @Nullable Boolean disabled, @Nullable Role role) {
    lockAdmins();
    requireAdmin(actor);
    Account account = accounts.findById(id).orElseThrow(AccountErrors::unknown);
    if (role != null && role != account.role()) {
      account.changeRole(role, clock.instant());
      audit.record(actor, "role-changed", id, role.name());
      events.publishEvent(new RightsReduced(id, "role-changed"));
    }
    if (disabled != null && disabled != account.disabled()) {
      if (disabled) {
        account.disable(clock.instant());
        events.publishEvent(new RightsReduced(id, "disabled"));
      } else {
        account.enable(clock.instant());
      }
      audit.record(actor, disabled ? "user-disabled" : "user-enabled", id, "");
    }
    Account saved = accounts.saveAndFlush(account);
    requireSomeAdmin();
    return saved;
  }

  /** Removes an account and all that is kept of it here; the audit stays. */
  @Transactional
  public void delete(UUID id) {
    lockAdmins();
    Account account = accounts.findById(id).orElseThrow(AccountErrors::unknown);
    accounts.delete(account);
    accounts.flush();
    if (account.role() == Role.ADMIN) {
      requireSomeAdmin();
    }
    audit.record(id, "user-deleted", id, account.username());
    events.publishEvent(new UserDeleted(id));
  }

  /** Whether there is an admin, disabled or not. */
  @Transactional(readOnly = true)
  public boolean anyAdmin() {
    return accounts.existsByRole(Role.ADMIN);
  }

  /** Makes changes to who is an admin follow one another. */
  public void lockAdmins() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('cove.auth.admins', 0))")
        .query((_, _) -> true)
        .list();
  }

  private void requireSomeAdmin() {
    if (accounts.countOpen(Role.ADMIN) == 0) {
      throw AccountErrors.lastAdmin();
    }
  }
}
