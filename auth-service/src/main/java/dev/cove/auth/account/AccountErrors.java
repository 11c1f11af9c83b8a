package dev.cove.auth.account;

import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.problem.ProblemException.FieldError;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;

/** What can go wrong with accounts. */
public final class AccountErrors {

  private AccountErrors() {}

  /** No such account. */
  public static ProblemException unknown() {
    return new ProblemException(HttpStatus.NOT_FOUND, "not-found", "There is no such user.");
  }

  /** The password given as proof is another one. */
  public static ProblemException wrongPassword() {
    return ProblemException.invalid(
        new FieldError("currentPassword", "is not your present password"));
  }

  static ProblemException passwordIsName() {
    return ProblemException.invalid(
        new FieldError("password", "must differ from the username and the e-mail address"));
  }

  static ProblemException unknownTimeZone() {
    return ProblemException.invalid(
        new FieldError("timeZone", "must be an IANA time zone such as Europe/Berlin"));
  }

  static ProblemException lastAdmin() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "last-admin",
        "This is the only admin. Make somebody else an admin first.");
  }

  static ProblemException adminsOnly() {
    return new ProblemException(HttpStatus.FORBIDDEN, "forbidden", "Only admins may do this.");
  }

  static ProblemException usernameTaken() {
    return new ProblemException(
        HttpStatus.CONFLICT, "username-taken", "This username is taken. Choose another one.");
  }

  static ProblemException emailTaken() {
    return new ProblemException(
        HttpStatus.CONFLICT,
        "email-taken",
        "There is an account with this e-mail address. Log in, or use another address.");
  }

  /** The refusal behind a broken unique index, or the exception itself. */
  static RuntimeException taken(DataIntegrityViolationException e) {
    String message = String.valueOf(e.getMostSpecificCause().getMessage());
    if (message.contains("account_username")) {
      return usernameTaken();
    }
    if (message.contains("account_email")) {
      return emailTaken();
    }
    return e;
  }
}
