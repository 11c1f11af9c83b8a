package dev.cove.auth.account;

import org.jspecify.annotations.Nullable;

/** What an owner wants changed; null leaves a field as it is. */
public record ProfileChange(
    @Nullable String displayName,
    @Nullable String email,
    @Nullable String bio,
    @Nullable String timeZone,
    @Nullable Preferences preferences) {}
