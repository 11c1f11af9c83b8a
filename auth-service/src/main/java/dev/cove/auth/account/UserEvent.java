package dev.cove.auth.account;

import dev.cove.starter.event.DomainEvent;
import java.util.UUID;

/** A fact about an account, published on {@code cove.users}. */
public sealed interface UserEvent extends DomainEvent
    permits UserRegistered, UserUpdated, ReviewerLevelChanged, UserDisabled, UserDeleted {

  /** The account's id. */
  UUID userId();

  @Override
  default String topic() {
    return "cove.users";
  }

  @Override
  default String key() {
    return userId().toString();
  }
}
