package dev.cove.sandbox.execution.web;

import dev.cove.sandbox.execution.Execution;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as the public contract has it; {@code outcome} is null while it goes on. */
record ExecutionResponse(
    UUID id,
    String what,
    Instant startedAt,
    @Nullable String outcome,
    @Nullable Integer exitCode,
    @Nullable Integer signal,
    String stdout,
    String stderr,
    boolean truncated,
    long durationMs,
    long cpuMs,
    long maxMemoryBytes) {

  static ExecutionResponse from(Execution execution) {
    return new ExecutionResponse(
        execution.id(),
        execution.what(),
        execution.startedAt(),
        execution.outcome(),
        execution.exitCode(),
        execution.signal(),
        execution.stdout(),
        execution.stderr(),
        execution.truncated(),
        execution.durationMs(),
        execution.cpuMs(),
        execution.maxMemoryBytes());
  }
}
