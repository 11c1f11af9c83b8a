package dev.cove.auth.account;

/** How experienced a reviewer somebody says they are. */
public enum ReviewerLevel {
  /** Reviews nothing. */
  NONE,
  /** Reviews what has a low or medium priority. */
  JUNIOR,
  /** Reviews everything. */
  SENIOR
}
