package dev.cove.auth.login;

import dev.cove.auth.login.LimitProperties.Limit;
import dev.cove.starter.problem.ProblemException;
import org.springframework.http.HttpStatus;

/** What can go wrong when somebody proves who they are. */
public final class LoginErrors {

  private LoginErrors() {}

  static ProblemException badCredentials() {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED, "bad-credentials", "The username or the password is wrong.");
  }

  static ProblemException accountDisabled() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "account-disabled",
        "An admin has closed this account. Ask them to open it again.");
  }

  static ProblemException sessionEnded() {
    return new ProblemException(
        HttpStatus.UNAUTHORIZED, "session-ended", "This login has ended. Log in again.");
  }

  static ProblemException unknownLogin() {
    return new ProblemException(HttpStatus.NOT_FOUND, "not-found", "There is no such login.");
  }

  /** Something that only a person at a login may do, not a program with a personal token. */
  public static ProblemException loginRequired() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "login-required",
        "A personal token cannot do this. Log in with your password.");
  }

  static ProblemException setupClosed() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "setup-closed",
        "The platform has an admin already, or no setup link. Log in instead.");
  }

  static ProblemException badSetupToken() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "bad-setup-token",
        "This setup link is not valid. Open the one that was printed at the start.");
  }

  static ProblemException tooManyAttempts(Limit limit, long seconds) {
    return new ProblemException(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-attempts",
            "At most %d attempts in %d minutes. Try again in %d seconds."
                .formatted(limit.count(), limit.window().toMinutes(), seconds))
        .header("Retry-After", String.valueOf(seconds))
        .header("RateLimit-Limit", String.valueOf(limit.count()))
        .header("RateLimit-Remaining", "0")
        .header("RateLimit-Reset", String.valueOf(seconds));
  }
}
