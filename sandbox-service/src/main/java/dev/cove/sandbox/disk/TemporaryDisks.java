package dev.cove.sandbox.disk;

import java.nio.file.Path;
import java.util.Set;
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
  public @Nullable Path prepare(String sandboxId, int uid) {
    return null;
  }

  @Override
  public @Nullable Path reserve(String sandboxId) {
    return null;
  }

  @Override
  public @Nullable Path attach(String sandboxId, UUID sessionId, int uid) {
    return null;
  }

  @Override
  public void detach(String sandboxId) {}

  @Override
  public void delete(UUID sessionId) {}

  @Override
  public Set<String> holders() {
    return Set.of();
  }
}
