package dev.cove.auth.account.web;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.ReviewerLevel;
import dev.cove.auth.account.Role;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An account as its owner sees it. */
public record UserResponse(
    UUID id,
    String username,
    String email,
    String displayName,
    String bio,
    String timeZone,
    Role role,
    ReviewerLevel reviewerLevel,
    Map<String, Object> preferences,
    Instant createdAt,
    Instant updatedAt) {

  /** The response for an account. */
  public static UserResponse from(Account account) {
    return new UserResponse(
        account.id(),
        account.username(),
        account.email(),
        account.displayName(),
        account.bio(),
        account.timeZone(),
        account.role(),
        account.reviewerLevel(),
        account.preferences().asMap(),
        account.createdAt(),
        account.updatedAt());
  }
}
