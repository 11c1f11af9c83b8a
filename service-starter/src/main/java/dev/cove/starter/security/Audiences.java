package dev.cove.starter.security;

/** For whom a token is meant: a person's token never opens an internal call, nor the reverse. */
public final class Audiences {

  /** Everything that people and their programs call. */
  public static final String USER = "cove";

  /** {@code /internal/**}: what only services call. */
  public static final String INTERNAL = "cove-internal";

  /** The issuer of all tokens. */
  public static final String ISSUER = "cove";

  private Audiences() {}
}
