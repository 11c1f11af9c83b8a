package dev.cove.auth.login;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.AccountErrors;
import dev.cove.auth.account.AccountService;
import dev.cove.auth.account.Accounts;
import dev.cove.auth.account.Passwords;
import dev.cove.auth.account.RightsReduced;
import dev.cove.auth.account.Role;
import dev.cove.auth.audit.Audit;
import dev.cove.auth.login.RefreshTokens.Redemption;
import dev.cove.auth.token.AccessTokens;
import dev.cove.auth.token.TokenProperties;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins, renews and ends logins. Passwords are hashed outside transactions; what was checked is
 * compared again under the account's lock.
 */
@Service
public class LoginService {

  private static final UUID NONE = new UUID(0, 0);

  private final Accounts accounts;
  private final AccountService accountService;
  private final Passwords passwords;
  private final Logins logins;
  private final RefreshTokens refreshTokens;
  private final Attempts attempts;
  private final AccessTokens accessTokens;
  private final TokenProperties lives;
  private final Audit audit;
  private final TransactionTemplate transaction;

  LoginService(
      Accounts accounts,
      AccountService accountService,
      Passwords passwords,
      Logins logins,
      RefreshTokens refreshTokens,
      Attempts attempts,
      AccessTokens accessTokens,
      TokenProperties lives,
      Audit audit,
      PlatformTransactionManager transactions) {
    this.accounts = accounts;
    this.accountService = accountService;
    this.passwords = passwords;
    this.logins = logins;
    this.refreshTokens = refreshTokens;
    this.attempts = attempts;
    this.accessTokens = accessTokens;
    this.lives = lives;
    this.audit = audit;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Makes an account and begins its first login. */
  public SignedIn register(String username, String email, String password, Client client) {
    AccountService.requireUnguessable(password, username, email);
    attempts.registering(client.address());
    accountService.requireFree(username, email);
    String hash = passwords.hash(password);
    return inTransaction(() -> registered(username, email, hash, Role.USER, client));
  }

  /** Makes an account within the caller's transaction and begins its first login. */
  SignedIn registered(
      String username, String email, String passwordHash, Role role, Client client) {
    Account account = accountService.register(username, email, passwordHash, role);
    audit.record(account.id(), "account-registered", account.id(), client.address(), role.name());
    return begin(account, client).orElseThrow(LoginErrors::badCredentials);
  }

  /** Begins a login by username or e-mail address. */
  public SignedIn login(String name, String password, Client client) {
    Optional<Account> found = accounts.findByLoginName(name);
    String who =
        found
            .map(account -> "account " + account.id())
            .orElseGet(() -> "name " + name.strip().toLowerCase(Locale.ROOT));
    requireProof(found.orElse(null), who, password, client);
    return transaction
        .<Optional<SignedIn>>execute(_ -> {
          attempts.loginSucceeded(who, client.address());
          return begin(found.orElseThrow(), client);
        })
        .orElseThrow(LoginErrors::badCredentials);
  }

  /** Replaces the password and ends every other login. */
  public void changePassword(
      UUID id, UUID current, String oldPassword, String newPassword, Client client) {
    Account account = accountService.get(id);
    AccountService.requireUnguessable(newPassword, account.username(), account.email());
    requireLogin(id, current);
    if (!proves(account, "account " + id, oldPassword, client)) {
      throw AccountErrors.wrongPassword();
    }
    String hash = passwords.hash(newPassword);
    transaction.executeWithoutResult(_ -> {
      accountService.changePassword(id, account.passwordHash(), hash);
      logins.endAllBut(id, current, "password-changed");
      audit.record(id, "password-changed", id, client.address(), "");
    });
  }

  /** Renews a login. A token that was used before ends the whole login. */
  public SignedIn refresh(@Nullable String token, Client client) {
    if (token == null) {
      throw LoginErrors.sessionEnded();
    }
    return transaction
        .<Optional<SignedIn>>execute(_ ->
            switch (refreshTokens.redeem(token)) {
              case Redemption.First(UUID login) -> renew(login);
              case Redemption.Replayed(UUID login) -> {
                logins
                    .end(login, "replayed")
                    .ifPresent(account ->
                        audit.record(account, "refresh-replayed", account, client.address(), ""));
                yield Optional.empty();
              }
              case Redemption.Unknown() -> Optional.empty();
            })
        .orElseThrow(LoginErrors::sessionEnded);
  }

  /** Ends the login of an access token, or else of a refresh token. */
  @Transactional
  public void logout(@Nullable UUID login, @Nullable String refreshToken, Client client) {
    Optional.ofNullable(login)
        .or(() -> Optional.ofNullable(refreshToken).flatMap(refreshTokens::loginOf))
        .flatMap(id -> logins.end(id, "logged-out"))
        .ifPresent(account -> audit.record(account, "logout", account, client.address(), ""));
  }

  /** Ends all logins of an account. */
  @Transactional
  public void logoutEverywhere(UUID account, Client client) {
    logins.endAllBut(account, NONE, "logged-out-everywhere");
    audit.record(account, "logout-all", account, client.address(), "");
  }

  /** The active logins of an account. */
  @Transactional(readOnly = true)
  public List<Login> list(UUID account) {
    return logins.ofAccount(account);
  }

  /** Ends one login of an account, or a 404. */
  @Transactional
  public void end(UUID account, UUID login) {
    if (!logins.active(login, account)) {
      throw LoginErrors.unknownLogin();
    }
    logins.end(login, "revoked");
    audit.record(account, "login-revoked", account, "");
  }

  /** Refuses with a 403 what is not done over an active login of the account. */
  public void requireLogin(UUID account, @Nullable UUID login) {
    if (login == null || !logins.active(login, account)) {
      throw LoginErrors.loginRequired();
    }
  }

  @EventListener
  void on(RightsReduced event) {
    logins.endAllBut(event.userId(), NONE, event.reason());
  }

  /** Checks a password under the limits; a wrong one is counted. */
  private void requireProof(@Nullable Account account, String who, String password, Client client) {
    if (!proves(account, who, password, client)) {
      throw LoginErrors.badCredentials();
    }
    if (account != null && account.disabled()) {
      throw LoginErrors.accountDisabled();
    }
  }

  private boolean proves(@Nullable Account account, String who, String password, Client client) {
    attempts.requireLoginAllowed(who, client.address());
    boolean right = passwords.matches(password, account == null ? null : account.passwordHash());
    transaction.executeWithoutResult(_ -> {
      attempts.lock(who, client.address());
      attempts.requireLoginAllowed(who, client.address());
      if (!right) {
        attempts.loginFailed(who, client.address());
        UUID subject = account == null ? null : account.id();
        audit.record(null, "login-failed", subject, client.address(), "");
      }
    });
    return right;
  }

  private Optional<SignedIn> begin(Account account, Client client) {
    return logins
        .begin(account.id(), account.passwordHash(), client, lives.login())
        .map(login -> {
          audit.record(account.id(), "login", account.id(), client.address(), "");
          return signedIn(account, login);
        });
  }

  private Optional<SignedIn> renew(UUID login) {
    return logins
        .use(login)
        .flatMap(accounts::findById)
        .filter(account -> !account.disabled())
        .map(account -> signedIn(account, login));
  }

  private SignedIn signedIn(Account account, UUID login) {
    return new SignedIn(account, accessTokens.forUser(account, login), refreshTokens.issue(login));
  }

  private <T> T inTransaction(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(_ -> work.get()));
  }
}
