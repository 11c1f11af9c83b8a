package dev.cove.sandbox.terminal.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What a new terminal should be, or what shall change. */
record TerminalRequest(
    @Size(max = 80) @Nullable String name,
    @Min(2) @Max(1000) @Nullable Integer cols,
    @Min(1) @Max(1000) @Nullable Integer rows) {

  static final TerminalRequest NONE = new TerminalRequest(null, null, null);
}
