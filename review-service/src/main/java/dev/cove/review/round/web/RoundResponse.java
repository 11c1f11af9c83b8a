package dev.cove.review.round.web;

import dev.cove.review.round.Round;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record RoundResponse(
    int number,
    @Nullable String note,
    long revision,
    int fileCount,
    long bytes,
    Instant createdAt,
    @Nullable Instant lastVisitedAt) {

  static RoundResponse from(Round round, @Nullable Instant lastVisitedAt) {
    return new RoundResponse(
        round.number(),
        round.note(),
        round.revision(),
        round.fileCount(),
        round.bytes(),
        round.createdAt(),
        lastVisitedAt);
  }
}
