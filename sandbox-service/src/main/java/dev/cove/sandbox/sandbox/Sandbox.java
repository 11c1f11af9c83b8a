package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.session.NetworkMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session's sandbox as it is recorded.
 *
 * @param version counts the changes of state; the compare of compare-and-set
 * @param sandboxId the short id of its container, made before the container is
 * @param uid the user the container runs as, nobody else's
 * @param since when it came into this state
 * @param appliedRevision the workspace's revision the container was last known to have
 * @param network how far it may reach, as its session has it
 */
public record Sandbox(
    UUID sessionId,
    UUID ownerId,
    SandboxState state,
    @Nullable String reason,
    long version,
    @Nullable String sandboxId,
    @Nullable String containerId,
    int uid,
    @Nullable String image,
    @Nullable String node,
    long appliedRevision,
    Instant since,
    @Nullable Instant startedAt,
    NetworkMode network) {}
