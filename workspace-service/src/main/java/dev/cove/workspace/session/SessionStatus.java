package dev.cove.workspace.session;

/** Where a session is in its life. */
public enum SessionStatus {
  /** In use. */
  ACTIVE,
  /** Kept, out of the way. */
  ARCHIVED,
  /** Deleted, and to be had back for some days. */
  TRASHED
}
