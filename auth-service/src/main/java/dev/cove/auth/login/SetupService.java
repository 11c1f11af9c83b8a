package dev.cove.auth.login;

import dev.cove.auth.account.AccountService;
import dev.cove.auth.account.AdminService;
import dev.cove.auth.account.Passwords;
import dev.cove.auth.account.Role;
import dev.cove.auth.token.Secrets;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the first admin, for whoever has the link that was printed when the platform started. */
@Service
public class SetupService {

  private final String token;
  private final AdminService admins;
  private final LoginService logins;
  private final Attempts attempts;
  private final Passwords passwords;
  private final TransactionTemplate transaction;

  /**
   * @param token the link's token; empty when there is no link
   */
  SetupService(
      @Value("${cove.auth.setup-token}") String token,
      AdminService admins,
      LoginService logins,
      Attempts attempts,
      Passwords passwords,
      PlatformTransactionManager transactions) {
    this.token = token;
    this.admins = admins;
    this.logins = logins;
    this.attempts = attempts;
    this.passwords = passwords;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Whether the link works: there is one, and no admin yet. */
  public boolean available() {
    return !token.isEmpty() && !admins.anyAdmin();
  }

  /** Makes the admin; of parallel calls one succeeds. */
  public SignedIn setUp(
      String givenToken, String username, String email, String password, Client client) {
    AccountService.requireUnguessable(password, username, email);
    attempts.registering(client.address());
    if (!available()) {
      throw LoginErrors.setupClosed();
    }
    if (!Secrets.equal(givenToken, token)) {
      throw LoginErrors.badSetupToken();
    }
    String hash = passwords.hash(password);
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          admins.lockAdmins();
          if (admins.anyAdmin()) {
            throw LoginErrors.setupClosed();
          }
          return logins.registered(username, email, hash, Role.ADMIN, client);
        }));
  }
}
