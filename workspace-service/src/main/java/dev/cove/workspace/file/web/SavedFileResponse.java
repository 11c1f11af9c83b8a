package dev.cove.workspace.file.web;

import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.ItemType;
import org.jspecify.annotations.Nullable;

/** What became of a path, and the revision in which it did. */
public record SavedFileResponse(
    String path, ItemType type, long size, @Nullable String etag, long revision) {

  /** What is shown of a saved item. */
  public static SavedFileResponse from(FileService.Saved saved) {
    return new SavedFileResponse(
        saved.item().path().value(),
        saved.item().type(),
        saved.item().size(),
        saved.item().etag(),
        saved.revision());
  }
}
