package dev.cove.review.review;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review with what is counted around it.
 *
 * @param queuePosition from 1, while it is in the queue
 * @param openThreads published threads that nobody has resolved
 * @param fileCount files of the newest round
 * @param bytes their size together
 * @param recommendedBy the junior who approved this round, which needs a senior
 * @param score where the queue order stands for it, at the time of the question
 */
public record ReviewView(
    Review review,
    @Nullable Integer queuePosition,
    int openThreads,
    int fileCount,
    long bytes,
    @Nullable UUID recommendedBy,
    long score) {}
