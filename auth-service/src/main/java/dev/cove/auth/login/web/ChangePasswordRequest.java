package dev.cove.auth.login.web;

import dev.cove.auth.account.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A new password, with the present one as proof. */
record ChangePasswordRequest(
    @NotNull @Size(max = 1024) String currentPassword,
    @NotNull @Size(min = Passwords.MIN_LENGTH, max = Passwords.MAX_LENGTH) String newPassword) {}
