package dev.cove.workspace.file;

/** Where a change came from. */
public enum Origin {
  EDITOR,
  SANDBOX,
  IMPORT,
  RESTORE
}
