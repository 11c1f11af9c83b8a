package dev.cove.auth.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act.
 *
 * @param id the entry's id
 * @param at when
 * @param actor who, or null when nobody had proved who they are
 * @param action what, in kebab case
 * @param subject the account it was done to
 * @param address from where, if it matters
 * @param detail what else an admin should know; never a secret
 */
public record AuditEntry(
    UUID id,
    Instant at,
    @Nullable UUID actor,
    String action,
    @Nullable UUID subject,
    String address,
    String detail) {}
