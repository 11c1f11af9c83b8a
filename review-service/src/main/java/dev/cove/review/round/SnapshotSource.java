package dev.cove.review.round;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Snapshots by id: immutable, so whatever is read may be kept. */
public interface SnapshotSource {

  /** The content of one file; nobody writes into the bytes. */
  final class Content {

    private final byte[] bytes;
    private final String etag;

    /** Keeps the bytes as they are, without a copy. */
    public Content(byte[] bytes, String etag) {
      this.bytes = bytes;
      this.etag = etag;
    }

    /** The bytes, to read only. */
    public byte[] bytes() {
      return bytes;
    }

    /** Their SHA-256 in hexadecimal. */
    public String etag() {
      return etag;
    }
  }

  /**
   * What is in the snapshot.
   *
   * @throws dev.cove.starter.problem.ProblemException {@code snapshot-gone}
   */
  Manifest manifest(UUID snapshot);

  /**
   * One file of the snapshot.
   *
   * @throws dev.cove.starter.problem.ProblemException {@code file-not-in-round}
   */
  Content file(UUID snapshot, String path);

  /**
   * Whether the session's files are other than in the snapshot now; null when it is gone.
   *
   * @param paths the choice of files the snapshot was taken of; null for everything
   */
  @Nullable Boolean differs(UUID snapshot, @Nullable List<String> paths);
}
