package dev.cove.auth.account;

import java.util.UUID;

/** An admin closed an account; its logins have ended. */
public record UserDisabled(UUID userId) implements UserEvent {}
