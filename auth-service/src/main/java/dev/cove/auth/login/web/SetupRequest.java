package dev.cove.auth.login.web;

import dev.cove.auth.account.Passwords;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The first admin's account, with the token of the setup link. */
record SetupRequest(
    @NotNull @Size(max = 200) String token,
    @NotNull @Pattern(regexp = RegisterRequest.USERNAME, message = RegisterRequest.USERNAME_RULE)
        String username,
    @NotNull @Email @Size(min = 3, max = 254) String email,
    @NotNull @Size(min = Passwords.MIN_LENGTH, max = Passwords.MAX_LENGTH) String password) {}
