package dev.cove.workspace.file.web;

import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.WorkspaceItem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All items of a session.
 *
 * @param revision the revision they are in
 * @param items by path
 */
record TreeResponse(long revision, List<Item> items) {

  /** One item. */
  record Item(
      String path,
      ItemType type,
      long size,
      @Nullable String etag,
      boolean binary,
      boolean executable,
      boolean persisted,
      Instant modifiedAt) {

    static Item from(WorkspaceItem item) {
      return new Item(
          item.path().value(),
          item.type(),
          item.size(),
          item.etag(),
          item.binary(),
          item.executable(),
          item.persisted(),
          item.modifiedAt());
    }
  }

  static TreeResponse from(FileService.Tree tree) {
    return new TreeResponse(tree.revision(), tree.items().stream().map(Item::from).toList());
  }
}
