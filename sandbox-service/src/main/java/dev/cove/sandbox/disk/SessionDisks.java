package dev.cove.sandbox.disk;

import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The disks of sessions, each the home of at most one container at a time. A container that waits
 * for a session has a spare one already, which becomes the session's own if it has none yet.
 *
 * <p>Thread-safe. Failures are {@link DiskException}s.
 */
public interface SessionDisks {

  /** The folder, in those that are given to containers, that is the disk. */
  String HOME = "coder";

  /** Whether homes outlive their containers here. */
  boolean durable();

  /** The size of a disk, 0 where there are none. */
  long bytes();

  /**
   * Gives a container without a session a spare disk.
   *
   * @return the host's folder to mount as the one that has its home in it, called {@link #HOME}, or
   *     null for a tmpfs
   */
  @Nullable Path prepare(String sandboxId, int uid);

  /**
   * The folder for a container that is to be made while its session's disk is attached.
   *
   * @return as {@link #prepare}
   */
  @Nullable Path reserve(String sandboxId);

  /**
   * Gives a container its session's disk, instead of a spare one if it has one; also while the
   * container is made or runs, as long as nothing in it uses its home.
   *
   * @return as {@link #prepare}
   */
  @Nullable Path attach(String sandboxId, UUID sessionId, int uid);

  /** Takes the disk from a container that is gone; a spare one is deleted. */
  void detach(String sandboxId);

  /** Deletes a session's disk, which no container has any more. */
  void delete(UUID sessionId);

  /** The ids of all containers that have a disk, whether they still are or not. */
  Set<String> holders();
}
