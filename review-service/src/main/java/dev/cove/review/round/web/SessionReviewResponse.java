package dev.cove.review.round.web;

import dev.cove.review.review.web.ReviewResponse;
import org.jspecify.annotations.Nullable;

/**
 * Where a session stands with its review.
 *
 * @param review the newest one
 * @param changedSince whether the session's files are newer than the newest round
 */
record SessionReviewResponse(
    @Nullable ReviewResponse review, boolean canSubmit, boolean changedSince) {}
