package dev.cove.review.round;

import dev.cove.review.review.Priority;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish to have a session reviewed.
 *
 * @param reviewerId a reviewer who is asked by name; others may claim it all the same
 * @param paths what of the session to submit; null for everything
 */
public record Submission(
    UUID sessionId,
    String title,
    String description,
    Priority priority,
    @Nullable UUID reviewerId,
    @Nullable List<String> paths) {}
