package dev.cove.auth.login;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.AccountService;
import dev.cove.auth.account.AdminService;
import dev.cove.auth.audit.Audit;
import dev.cove.auth.audit.AuditEntry;
import dev.cove.auth.audit.AuditFilter;
import dev.cove.auth.token.PersonalToken;
import dev.cove.auth.token.PersonalTokens;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What somebody takes along when they go, and their going. */
@Service
public class ExportService {

  private static final int MOST_ACTS = 10_000;

  /**
   * All that this service keeps about somebody.
   *
   * @param account the account
   * @param logins the active logins
   * @param tokens the personal tokens, without their secrets
   * @param acts what they did, newest first
   */
  public record Export(
      Account account, List<Login> logins, List<PersonalToken> tokens, List<AuditEntry> acts) {}

  private final AccountService accounts;
  private final AdminService admins;
  private final Logins logins;
  private final PersonalTokens tokens;
  private final Audit audit;

  ExportService(
      AccountService accounts,
      AdminService admins,
      Logins logins,
      PersonalTokens tokens,
      Audit audit) {
    this.accounts = accounts;
    this.admins = admins;
    this.logins = logins;
    this.tokens = tokens;
    this.audit = audit;
  }

  /** Everything about a user. */
  @Transactional(readOnly = true)
  public Export export(UUID user) {
    return new Export(
        accounts.get(user),
        logins.ofAccount(user),
        tokens.ofAccount(user),
        audit.find(new AuditFilter(user, null, null, null), MOST_ACTS));
  }

  /** Removes the account, if the caller is at a login of it and not a program. */
  public void delete(UUID user, @Nullable String login) {
    tokens.requireNotOverToken(login);
    admins.delete(user);
  }
}
