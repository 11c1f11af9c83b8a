package dev.cove.auth.login.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A proof of identity; the username may be the e-mail address. */
record LoginRequest(
    @NotNull @Size(max = 254) String username, @NotNull @Size(max = 1024) String password) {}
