package dev.cove.sandbox.sandbox;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a sandbox is alive, and when it will be stopped.
 *
 * @param keptAliveBy what counts as activity, the one that lasts longest first
 * @param lastActivityAt when there was any
 * @param stopsAt when it stops if nothing happens; null while something goes on that has no end
 */
public record Idleness(
    List<String> keptAliveBy, Instant lastActivityAt, @Nullable Instant stopsAt) {}
