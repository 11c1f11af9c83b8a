package dev.cove.workspace.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a change as events and the socket tell it. A folder that moved or went is one entry,
 * whatever is in it.
 *
 * @param kind what happened
 * @param path where
 * @param from where it was before a move
 * @param itemType what the item is
 * @param size bytes
 * @param etag the content's hash, or null
 * @param conflict true when both sides had changed it: the other one is among its versions
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FileChange(
    Kind kind,
    String path,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,
    ItemType itemType,
    long size,
    @Nullable String etag,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean conflict) {

  /** What can happen to an item. */
  public enum Kind {
    PUT,
    DELETE,
    MOVE
  }

  static FileChange put(WorkspaceItem item, boolean conflict) {
    return new FileChange(
        Kind.PUT,
        item.path().value(),
        null,
        item.type(),
        item.size(),
        item.etag(),
        conflict ? true : null);
  }

  static FileChange delete(WorkspaceItem item) {
    return new FileChange(
        Kind.DELETE, item.path().value(), null, item.type(), item.size(), item.etag(), null);
  }

  static FileChange move(WorkspaceItem item, FilePath to) {
    return new FileChange(
        Kind.MOVE, to.value(), item.path().value(), item.type(), item.size(), item.etag(), null);
  }
}
