package dev.cove.auth.account;

import java.util.UUID;

/** An account is gone; everything of theirs goes too. */
public record UserDeleted(UUID userId) implements UserEvent {}
