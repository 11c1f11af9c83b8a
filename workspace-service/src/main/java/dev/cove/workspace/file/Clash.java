package dev.cove.workspace.file;

/** What to do about something whose name is taken where it is to go. */
public enum Clash {
  /** Do nothing at all, and name what is taken. */
  ASK,
  /** Replace what is there; it stays as a version. */
  REPLACE,
  /** Give the new one another name. */
  KEEP_BOTH,
  /** Leave what is there. */
  SKIP
}
