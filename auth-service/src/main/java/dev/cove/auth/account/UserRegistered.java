package dev.cove.auth.account;

import java.util.UUID;

/** Somebody made an account. */
public record UserRegistered(
    UUID userId, String username, String displayName, Role role, ReviewerLevel reviewerLevel)
    implements UserEvent {

  static UserRegistered from(Account account) {
    return new UserRegistered(
        account.id(),
        account.username(),
        account.displayName(),
        account.role(),
        account.reviewerLevel());
  }
}
