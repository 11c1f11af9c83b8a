package dev.cove.auth.token;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token somebody made for a program. The secret itself is not kept.
 *
 * @param id its id
 * @param name what its owner calls it
 * @param createdAt when it was made
 * @param expiresAt when it ends, or null if it does not
 * @param lastUsedAt when it was last used, or null
 */
public record PersonalToken(
    UUID id,
    String name,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  /** A new one with its secret, which is shown this once. */
  public record Created(PersonalToken token, String secret) {}
}
