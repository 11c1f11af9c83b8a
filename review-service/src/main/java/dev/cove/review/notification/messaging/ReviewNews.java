package dev.cove.review.notification.messaging;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What notifications need of the events about reviews. */
record ReviewNews(
    UUID reviewId,
    UUID sessionId,
    String title,
    String status,
    int round,
    UUID submittedBy,
    @Nullable UUID reviewer,
    @Nullable UUID actor,
    @Nullable String outcome,
    @Nullable UUID commentId,
    @Nullable String path,
    @Nullable Integer line,
    @Nullable List<UUID> recipients) {

  /** Whom to tell, never who did it; in one order everywhere, so that feeds are locked in it. */
  List<UUID> audience() {
    return Objects.requireNonNullElse(recipients, List.<UUID>of()).stream()
        .filter(id -> !id.equals(actor))
        .distinct()
        .sorted()
        .toList();
  }
}
