package dev.cove.auth.account;

import java.util.UUID;

/**
 * An account may do less than its tokens say, so its logins have to end. Stays inside the service.
 *
 * @param userId the account
 * @param reason why, for the list of logins and the audit
 */
public record RightsReduced(UUID userId, String reason) {}
