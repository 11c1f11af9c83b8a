package dev.cove.auth.login.web;

import dev.cove.auth.account.Passwords;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** A new account. */
record RegisterRequest(
    @NotNull @Pattern(regexp = USERNAME, message = USERNAME_RULE) String username,
    @NotNull @Email @Size(min = 3, max = 254) String email,
    @NotNull @Size(min = Passwords.MIN_LENGTH, max = Passwords.MAX_LENGTH) String password) {

  static final String USERNAME = "[A-Za-z0-9_][A-Za-z0-9._-]{2,31}";
  static final String USERNAME_RULE =
      "must have 3 to 32 characters: letters a to z, digits, '_', '-' and '.', the last two not"
          + " first";
}
