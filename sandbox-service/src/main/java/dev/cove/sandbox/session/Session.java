package dev.cove.sandbox.session;

import java.util.UUID;

/**
 * A session as far as this service cares.
 *
 * @param status ACTIVE, ARCHIVED, TRASHED, or {@link #DELETED}
 * @param network how far its sandbox may reach; never changes
 */
public record Session(UUID id, UUID ownerId, String name, String status, NetworkMode network) {

  /** The status of a session that is gone for good and whose container still has to go. */
  public static final String DELETED = "DELETED";

  /** Whether it is in the trash or gone: nothing runs for it. */
  public boolean gone() {
    return "TRASHED".equals(status) || deleted();
  }

  /** Whether it is gone for good. */
  public boolean deleted() {
    return DELETED.equals(status);
  }
}
