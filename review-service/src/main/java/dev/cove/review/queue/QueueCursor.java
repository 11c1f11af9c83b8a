package dev.cove.review.queue;

import dev.cove.review.review.ReviewView;
import dev.cove.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Where the next page begins, with the time the first page was read at: the order changes with
 * time, and all pages of one reading must agree on it.
 */
record QueueCursor(Instant asOf, long score, Instant queuedAt, UUID id) {

  static QueueCursor of(ReviewView last, Instant asOf) {
    return new QueueCursor(asOf, last.score(), last.review().queuedAt(), last.review().id());
  }

  static @Nullable QueueCursor parse(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      List<String> parts = List.of(plain.split(" ", -1));
      return new QueueCursor(
          micros(Long.parseLong(parts.get(0))),
          Long.parseLong(parts.get(1)),
          micros(Long.parseLong(parts.get(2))),
          UUID.fromString(parts.get(3)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "bad-cursor",
          "Use the nextCursor of the page before, unchanged.");
    }
  }

  @Override
  public String toString() {
    String plain = "%d %d %d %s".formatted(micros(asOf), score, micros(queuedAt), id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant micros(long micros) {
    return Instant.EPOCH.plus(Math.clamp(micros, 0, 1L << 52), ChronoUnit.MICROS);
  }
}
