package dev.cove.auth.login.web;

import org.jspecify.annotations.Nullable;

/** A refresh token, for programs that keep no cookies. */
record RefreshRequest(@Nullable String refreshToken) {}
