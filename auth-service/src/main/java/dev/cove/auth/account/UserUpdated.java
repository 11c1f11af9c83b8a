package dev.cove.auth.account;

import java.util.UUID;

/** What others see of an account changed. */
public record UserUpdated(
    UUID userId, String username, String displayName, Role role, ReviewerLevel reviewerLevel)
    implements UserEvent {

  static UserUpdated from(Account account) {
    return new UserUpdated(
        account.id(),
        account.username(),
        account.displayName(),
        account.role(),
        account.reviewerLevel());
  }
}
