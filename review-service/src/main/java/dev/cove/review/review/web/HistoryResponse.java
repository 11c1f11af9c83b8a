package dev.cove.review.review.web;

import dev.cove.review.review.HistoryEntry;
import dev.cove.review.review.ReviewStatus;
import dev.cove.review.reviewer.Named;
import dev.cove.review.reviewer.People;
import dev.cove.starter.web.Slice;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

record HistoryResponse(
    String id,
    String action,
    @Nullable ReviewStatus fromStatus,
    ReviewStatus toStatus,
    int round,
    @Nullable Named actor,
    @Nullable Named reviewer,
    @Nullable String detail,
    Instant at) {

  static Slice<HistoryResponse> from(Slice<HistoryEntry> page, People people) {
    Map<UUID, Named> names =
        people.names(
            page.items().stream()
                .flatMap(entry -> Stream.of(entry.actor(), entry.reviewer()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet()));
    return page.map(entry -> from(entry, names));
  }

  private static HistoryResponse from(HistoryEntry entry, Map<UUID, Named> names) {
    UUID actor = entry.actor();
    UUID reviewer = entry.reviewer();
    return new HistoryResponse(
        Long.toString(entry.id()),
        entry.action(),
        entry.fromStatus(),
        entry.toStatus(),
        entry.round(),
        actor == null ? null : names.get(actor),
        reviewer == null ? null : names.get(reviewer),
        entry.reason(),
        entry.at());
  }
}
