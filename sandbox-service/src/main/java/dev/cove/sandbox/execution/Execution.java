package dev.cove.sandbox.execution;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program.
 *
 * @param what the command line, shortened, for the history
 * @param outcome how it ended, null while it runs
 */
public record Execution(
    UUID id,
    UUID sessionId,
    String sandboxId,
    int handle,
    String what,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String outcome,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    String stdout,
    String stderr,
    boolean truncated,
    long durationMs,
    long cpuMs,
    long maxMemoryBytes) {}
