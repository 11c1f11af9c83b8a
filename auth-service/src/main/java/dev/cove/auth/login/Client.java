package dev.cove.auth.login;

/**
 * From where somebody signs in.
 *
 * @param address the network address, or for IPv6 its /64 network, that limits are counted by
 * @param userAgent what the program calls itself, shortened
 */
public record Client(String address, String userAgent) {}
