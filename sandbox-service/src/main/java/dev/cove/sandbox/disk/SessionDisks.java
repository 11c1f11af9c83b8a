package dev.cove.sandbox.disk;

import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The disks of sessions. A container gets an empty slot when it is made, before it is known whom it
 * serves; the session's disk is put into the slot when it is.
 */
public interface SessionDisks {

  /** Whether homes outlive their containers here. */
  boolean durable();

  /** The size of a disk, 0 where there are none. */
  long bytes();

  /** Makes the slot of a container: the host's folder to mount as its home, or null for a tmpfs. */
  @Nullable Path slot(String sandboxId);

  /** Puts the session's disk, made when there is none, into a slot, and gives it to the user. */
  void attach(String sandboxId, UUID sessionId, int uid);

  /** Takes the disk out of the slot of a container that is gone, and removes the slot. */
  void detach(String sandboxId);

  /** Deletes a session's disk, which no container has any more. */
  void delete(UUID sessionId);
}
