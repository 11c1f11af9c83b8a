package dev.cove.auth.account.web;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.ReviewerLevel;
import java.time.Instant;
import java.util.UUID;

/** An account as everybody sees it. */
public record ProfileResponse(
    UUID id,
    String username,
    String displayName,
    String bio,
    ReviewerLevel reviewerLevel,
    Instant createdAt) {

  /** The response for an account. */
  public static ProfileResponse from(Account account) {
    return new ProfileResponse(
        account.id(),
        account.username(),
        account.displayName(),
        account.bio(),
        account.reviewerLevel(),
        account.createdAt());
  }
}
