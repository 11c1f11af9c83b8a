package dev.cove.auth.login;

import dev.cove.auth.account.Account;
import dev.cove.auth.token.AccessToken;

/**
 * What somebody gets who proved who they are.
 *
 * @param account theirs
 * @param access the token for everything
 * @param refreshToken good for one renewal
 */
public record SignedIn(Account account, AccessToken access, String refreshToken) {}
