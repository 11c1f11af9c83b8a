package dev.cove.review.reviewer;

import java.util.UUID;

/**
 * Told inside this service, in the transaction that records the news, when somebody's right to
 * review may have become smaller.
 *
 * @param level the level that counts now; NONE for a disabled or deleted account
 * @param deleted whether the account is gone for good
 */
public record ReviewerChanged(UUID userId, Level level, boolean deleted) {}
