package dev.cove.workspace.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cove.workspace.file.FileChange;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.ItemType;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a path has become since an older revision, whatever happened between.
 *
 * @param kind PUT or DELETE
 * @param path where
 * @param itemType what it is, or was
 * @param size bytes
 * @param etag the content's hash
 * @param executable whether it may be run
 * @param target where a symbolic link points
 * @param content the content itself, when so little changed that it comes along
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record NetChange(
    FileChange.Kind kind,
    String path,
    ItemType itemType,
    long size,
    @Nullable String etag,
    boolean executable,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target,
    @JsonInclude(JsonInclude.Include.NON_NULL) byte @Nullable [] content) {

  /** Deletes deepest first, then folders outermost first, then files and links. */
  static final Comparator<NetChange> IN_ORDER =
      Comparator.comparingInt(NetChange::stage)
          .thenComparingInt(NetChange::depthInOrder)
          .thenComparing(NetChange::path);

  boolean isContent() {
    return kind == FileChange.Kind.PUT && itemType == ItemType.FILE && etag != null;
  }

  NetChange with(byte @Nullable [] itsContent) {
    return new NetChange(kind, path, itemType, size, etag, executable, target, itsContent);
  }

  private int stage() {
    if (kind == FileChange.Kind.DELETE) {
      return 0;
    }
    return itemType == ItemType.FOLDER ? 1 : 2;
  }

  private int depthInOrder() {
    int depth = new FilePath(path).depth();
    return switch (stage()) {
      case 0 -> -depth;
      case 1 -> depth;
      default -> 0;
    };
  }
}
