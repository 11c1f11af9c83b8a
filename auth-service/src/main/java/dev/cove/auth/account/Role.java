package dev.cove.auth.account;

/** What an account may do beside its own things. */
public enum Role {
  /** Nothing more. */
  USER,
  /** See and change all accounts, sandboxes and the audit. */
  ADMIN
}
