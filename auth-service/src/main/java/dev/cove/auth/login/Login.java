package dev.cove.auth.login;

import java.time.Instant;
import java.util.UUID;

/**
 * An active login.
 *
 * @param id the login's id, {@code sid} in its access tokens
 * @param address where it began
 * @param userAgent with which program
 * @param createdAt when it began
 * @param lastUsedAt when it was last refreshed
 * @param expiresAt when it ends unless it is refreshed before
 */
public record Login(
    UUID id,
    String address,
    String userAgent,
    Instant createdAt,
    Instant lastUsedAt,
    Instant expiresAt) {}
