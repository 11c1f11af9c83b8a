package dev.cove.workspace.file;

/** One of the things that are done at once with what somebody has selected. */
public sealed interface Operation {

  /** What is moved, copied or deleted. */
  FilePath path();

  /** Gives an item another place or name. */
  record Move(FilePath path, FilePath to) implements Operation {}

  /** Makes a second one of an item. */
  record Copy(FilePath path, FilePath to) implements Operation {}

  /** Deletes an item, a folder with its content. */
  record Delete(FilePath path) implements Operation {}
}
