package dev.cove.sandbox.workspace;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The files of sessions, as workspace-service keeps them. Calls block, are safe to repeat, and
 * throw {@link WorkspaceException}.
 */
public interface Workspace {

  /** A session, or empty when there is none. */
  Optional<KnownSession> session(UUID sessionId);

  /** Net changes since a revision; the whole tree for 0 or a revision nobody knows any more. */
  ChangeSet changes(UUID sessionId, long since);

  /**
   * Contents in the order of {@code etags}, one at a time.
   *
   * @param etags at most 500
   */
  void blobs(UUID sessionId, List<String> etags, BlobSink sink);

  /**
   * Hands over what a container changed.
   *
   * @param changes at most 500, contents at most 16 MiB together
   */
  Outcome apply(UUID sessionId, List<SandboxChange> changes);

  /** Takes contents as they arrive. */
  @FunctionalInterface
  interface BlobSink {
    /** A content, or null for one the workspace does not have. */
    void accept(String etag, byte @Nullable [] content);
  }

  /** A session as far as this service cares. */
  record KnownSession(
      UUID id, UUID ownerId, String name, String status, long revision, @Nullable String network) {}

  /** Changes up to a revision: deletes deepest first, then folders, then the rest. */
  record ChangeSet(long revision, boolean full, List<TreeChange> changes) {}

  /** One item that is now so, or is gone; little content comes along. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record TreeChange(
      String kind,
      String path,
      String itemType,
      long size,
      @Nullable String etag,
      boolean executable,
      @Nullable String target,
      byte @Nullable [] content) {

    /** Whether the item is gone. */
    public boolean deleted() {
      return "DELETE".equals(kind);
    }
  }

  /** One item a container changed, with its content if it is a file within the limits. */
  record SandboxChange(
      boolean delete,
      String path,
      String itemType,
      long size,
      @Nullable String etag,
      boolean executable,
      @Nullable String target,
      @Nullable String base,
      boolean overLimit,
      @Nullable ByteBuffer content) {}

  /** What became of them. */
  record Outcome(long revision, List<ItemOutcome> results) {}

  /** What became of one: APPLIED, UNCHANGED, CONFLICT (both kept) or REFUSED. */
  record ItemOutcome(
      String path,
      String status,
      @Nullable String etag,
      @Nullable String code,
      @Nullable String detail) {}
}
