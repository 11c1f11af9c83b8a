package dev.cove.workspace.snapshot;

import java.time.Instant;
import java.util.UUID;

/**
 * What a session's files were at one moment, for ever.
 *
 * @param id its id
 * @param sessionId whose files
 * @param ownerId whose session
 * @param revision the revision they were in
 * @param fileCount how many files and links
 * @param bytes how many bytes
 * @param createdAt when it was taken
 */
public record Snapshot(
    UUID id,
    UUID sessionId,
    UUID ownerId,
    long revision,
    int fileCount,
    long bytes,
    Instant createdAt) {}
