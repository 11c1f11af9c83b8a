package dev.cove.workspace.sync;

import dev.cove.workspace.file.FileChange;
import dev.cove.workspace.file.ItemType;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a container did to a path, as the sandbox service reports it.
 *
 * @param kind PUT or DELETE
 * @param path where; not yet checked
 * @param itemType what it is, or was
 * @param size bytes
 * @param etag the content's hash
 * @param executable whether it may be run
 * @param target where a symbolic link points
 * @param base the hash of the last version both sides agreed on
 * @param content whether the bytes follow
 * @param overLimit whether it is too large to keep
 */
public record SandboxChange(
    FileChange.Kind kind,
    String path,
    ItemType itemType,
    @Nullable Long size,
    @Nullable String etag,
    @Nullable Boolean executable,
    @Nullable String target,
    @Nullable String base,
    @Nullable Boolean content,
    @Nullable Boolean overLimit) {

  /** Whether the bytes follow. */
  public boolean hasContent() {
    return Boolean.TRUE.equals(content);
  }

  /** Whether it says at least what happened to what. */
  public boolean isComplete() {
    return Stream.of(kind, path, itemType).allMatch(Objects::nonNull);
  }

  boolean isOverLimit() {
    return Boolean.TRUE.equals(overLimit);
  }

  boolean isExecutable() {
    return Boolean.TRUE.equals(executable);
  }

  /** Bytes, 0 when not said. */
  public long bytes() {
    return size == null ? 0 : size;
  }
}
