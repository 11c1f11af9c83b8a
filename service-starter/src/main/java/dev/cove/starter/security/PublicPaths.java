package dev.cove.starter.security;

import java.util.List;

/**
 * Paths of a service that need no token, as Spring path patterns. A service that has some declares
 * one bean; everything else is closed.
 *
 * @param patterns path patterns, any method
 */
public record PublicPaths(List<String> patterns) {}
