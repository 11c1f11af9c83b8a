package dev.cove.auth.account;

import dev.cove.auth.audit.Audit;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an owner does with their account. */
@Service
public class AccountService {

  private final Accounts accounts;
  private final Audit audit;
  private final Clock clock;

  AccountService(Accounts accounts, Audit audit, Clock clock) {
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
  }

  /** Fails with a 422 when the password is a name of the account. */
  public static void requireUnguessable(String password, String username, String email) {
    if (password.equalsIgnoreCase(username) || password.equalsIgnoreCase(email)) {
      throw AccountErrors.passwordIsName();
    }
  }

  /** Fails with a 409 when a name or an address is taken, before anything costly is done. */
  @Transactional(readOnly = true)
  public void requireFree(String username, String email) {
    if (accounts.findByUsername(username.toLowerCase(Locale.ROOT)).isPresent()) {
      throw AccountErrors.usernameTaken();
    }
    if (accounts.findByEmail(email.toLowerCase(Locale.ROOT)).isPresent()) {
      throw AccountErrors.emailTaken();
    }
  }

  /** Makes an account; the password is hashed already. Needs the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Account register(String username, String email, String passwordHash, Role role) {
    return save(Account.register(username, email, passwordHash, role, clock.instant()));
  }

  /** The account, or a 404. */
  @Transactional(readOnly = true)
  public Account get(UUID id) {
    return accounts.findById(id).orElseThrow(AccountErrors::unknown);
  }

  /** Changes the profile. */
  @Transactional
  public Account change(UUID id, ProfileChange change) {
    requireTimeZone(change.timeZone());
    Account account = get(id);
    String before = account.email();
    account.change(change, clock.instant());
    Account saved = save(account);
    if (!before.equals(saved.email())) {
      audit.record(id, "email-changed", id, "");
    }
    return saved;
  }

  /** Replaces the password's hash, unless somebody else did since {@code oldHash} was read. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void changePassword(UUID id, String oldHash, String newHash) {
    Account account = get(id);
    if (!account.passwordHash().equals(oldHash)) {
      throw AccountErrors.wrongPassword();
    }
    account.changePassword(newHash, clock.instant());
    save(account);
  }

  private Account save(Account account) {
    try {
      return accounts.saveAndFlush(account);
    } catch (DataIntegrityViolationException e) {
      throw AccountErrors.taken(e);
    }
  }

  private static void requireTimeZone(@Nullable String timeZone) {
    try {
      if (timeZone != null && !ZoneId.getAvailableZoneIds().contains(ZoneId.of(timeZone).getId())) {
        throw AccountErrors.unknownTimeZone();
      }
    } catch (DateTimeException e) {
      throw AccountErrors.unknownTimeZone();
    }
  }
}
