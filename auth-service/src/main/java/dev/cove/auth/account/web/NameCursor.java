package dev.cove.auth.account.web;

import dev.cove.auth.account.Account;
import dev.cove.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** The place in a list of accounts ordered by name: the last name seen. */
public final class NameCursor {

  private NameCursor() {}

  /** The cursor that goes on after an account. */
  public static String of(Account account) {
    byte[] name = account.username().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name);
  }

  /** The name to go on after; before all names when there is no cursor. */
  public static String after(@Nullable String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return "";
    }
    try {
      String name = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      if (name.chars().noneMatch(Character::isISOControl)) {
        return name;
      }
    } catch (IllegalArgumentException e) {
      throw bad(e);
    }
    throw bad(null);
  }

  private static ProblemException bad(@Nullable Throwable cause) {
    ProblemException problem =
        new ProblemException(
            HttpStatus.BAD_REQUEST, "bad-request", "The cursor is not one of this list.");
    if (cause != null) {
      problem.initCause(cause);
    }
    return problem;
  }
}
