package dev.cove.sandbox.container;

import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a container is made from. It has nothing of a session's in it: which session it serves is
 * told to its agent later, so it can just as well wait for one.
 *
 * @param sandboxId its short id, in its name and a label
 * @param instance marks the installation it belongs to
 * @param session only a label for people who look; absent for a container that waits
 * @param runDirectory the host's folder it sees read-only at /run/cove
 * @param uid the user and group it runs as
 * @param homes the host's folder that has its home in it, mounts included, or null for a tmpfs
 * @param runtime the container runtime, or null for the engine's default
 */
public record ContainerSpec(
    String sandboxId,
    String instance,
    @Nullable UUID session,
    String image,
    Path runDirectory,
    int uid,
    @Nullable Path homes,
    @Nullable String runtime,
    ContainerLimits limits) {}
