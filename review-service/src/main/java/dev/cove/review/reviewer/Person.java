package dev.cove.review.reviewer;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account, as far as reviews need to know.
 *
 * @param disabled the account may not be used just now
 * @param deleted the account is gone for good; the name is a stand-in
 * @param asOf the time this was true; older news never replaces newer
 */
public record Person(
    UUID id,
    String username,
    @Nullable String displayName,
    String role,
    Level level,
    boolean disabled,
    boolean deleted,
    Instant asOf) {

  /** Whether this person may review anything now. */
  public boolean reviews() {
    return level != Level.NONE && !disabled && !deleted;
  }

  /** The level that counts now: NONE for who may not use the account. */
  public Level effectiveLevel() {
    return reviews() ? level : Level.NONE;
  }
}
