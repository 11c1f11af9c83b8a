package dev.cove.sandbox.disk;

import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** No disks: homes are in memory and end with their containers. */
final class TemporaryDisks implements SessionDisks {

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public @Nullable Path slot(String sandboxId) {
    return null;
  }

  @Override
  public void attach(String sandboxId, UUID sessionId, int uid) {}

  @Override
  public void detach(String sandboxId) {}

  @Override
  public void delete(UUID sessionId) {}
}
