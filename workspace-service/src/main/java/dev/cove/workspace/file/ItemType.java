package dev.cove.workspace.file;

/** What an item of a workspace is. A symbolic link's content is the text of its target. */
public enum ItemType {
  FILE,
  FOLDER,
  SYMLINK
}
