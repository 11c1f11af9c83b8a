package dev.cove.auth.account;

import java.util.UUID;

/** Somebody became another kind of reviewer, or none. */
public record ReviewerLevelChanged(
    UUID userId, String username, String displayName, ReviewerLevel reviewerLevel)
    implements UserEvent {

  static ReviewerLevelChanged from(Account account) {
    return new ReviewerLevelChanged(
        account.id(), account.username(), account.displayName(), account.reviewerLevel());
  }
}
