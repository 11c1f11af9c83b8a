package dev.cove.sandbox.terminal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A terminal of a session.
 *
 * @param sandboxId the container it was last opened in, or null
 * @param handle its number towards that container's agent
 * @param exitCode how its shell ended, if it did by itself
 * @param lastTextAt when an earlier run of it ended whose last text is kept
 */
public record Terminal(
    UUID id,
    UUID sessionId,
    String name,
    int cols,
    int rows,
    @Nullable String sandboxId,
    @Nullable Integer handle,
    Instant createdAt,
    boolean exited,
    @Nullable Integer exitCode,
    @Nullable Instant lastTextAt) {

  /** Whether it was opened in this container. */
  boolean isIn(String container) {
    return handle != null && container.equals(sandboxId);
  }
}
