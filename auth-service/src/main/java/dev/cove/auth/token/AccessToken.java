package dev.cove.auth.token;

/**
 * A signed token.
 *
 * @param accessToken the compact JWT
 * @param expiresIn seconds until it ends
 */
public record AccessToken(String accessToken, long expiresIn) {}
