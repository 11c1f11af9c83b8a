package dev.cove.auth.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which entries are wanted; null does not narrow. */
public record AuditFilter(
    @Nullable UUID actor,
    @Nullable String action,
    @Nullable Instant since,
    @Nullable UUID before) {}
