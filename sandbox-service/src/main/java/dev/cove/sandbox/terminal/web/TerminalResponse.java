package dev.cove.sandbox.terminal.web;

import dev.cove.sandbox.terminal.TerminalService;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A terminal as the public contract has it. */
record TerminalResponse(
    UUID id,
    String name,
    int cols,
    int rows,
    Instant createdAt,
    @Nullable String foreground,
    boolean exited,
    @Nullable Integer exitCode,
    @Nullable Instant lastTextAt) {

  static TerminalResponse from(TerminalService.Listed listed) {
    var terminal = listed.terminal();
    return new TerminalResponse(
        terminal.id(),
        terminal.name(),
        terminal.cols(),
        terminal.rows(),
        terminal.createdAt(),
        listed.foreground(),
        terminal.exited(),
        terminal.exitCode(),
        terminal.lastTextAt());
  }
}
