package dev.cove.review.reviewer;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as answers show one. */
public record Named(UUID id, String username, @Nullable String displayName) {

  static Named of(Person person) {
    return new Named(person.id(), person.username(), person.displayName());
  }

  static Named unknown(UUID id) {
    return new Named(id, "unknown", null);
  }
}
