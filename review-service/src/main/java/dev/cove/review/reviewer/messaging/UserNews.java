package dev.cove.review.reviewer.messaging;

import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.Person;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What this service reads of the events about users. */
record UserNews(
    UUID userId,
    @Nullable String username,
    @Nullable String displayName,
    @Nullable String role,
    @Nullable Level reviewerLevel) {

  Person person(Instant asOf, @Nullable Person before) {
    String knownRole = before == null ? "USER" : before.role();
    Level knownLevel = before == null ? Level.NONE : before.level();
    return new Person(
        userId,
        Objects.requireNonNullElse(username, "unknown"),
        displayName,
        Objects.requireNonNullElse(role, knownRole),
        Objects.requireNonNullElse(reviewerLevel, knownLevel),
        false,
        false,
        asOf);
  }
}
