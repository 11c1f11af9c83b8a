package dev.cove.workspace.file;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a write expects to find, so that nobody overwrites what they have not seen. */
public sealed interface Precondition {

  /** Nothing may be there. */
  record Absent() implements Precondition {}

  /** Anything may be there, but something must. */
  record Present() implements Precondition {}

  /** One of these contents must be there. */
  record Matches(Set<String> etags) implements Precondition {}

  /** No expectation. */
  record None() implements Precondition {}

  /**
   * Reads the two headers; an etag may come quoted, weak or bare.
   *
   * @param ifMatch the header {@code If-Match}
   * @param ifNoneMatch the header {@code If-None-Match}
   */
  static Precondition from(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
    if (ifMatch != null && !ifMatch.isBlank()) {
      return ifMatch.strip().equals("*") ? new Present() : new Matches(etags(ifMatch));
    }
    if (ifNoneMatch != null && ifNoneMatch.strip().equals("*")) {
      return new Absent();
    }
    return new None();
  }

  /** Refuses unless the current etag (null: nothing there) is as expected. */
  default void check(@Nullable String current) {
    boolean holds =
        switch (this) {
          case Absent _ -> current == null;
          case Present _ -> current != null;
          case Matches(Set<String> etags) -> current != null && etags.contains(current);
          case None _ -> true;
        };
    if (!holds) {
      throw FileErrors.etagMismatch(current);
    }
  }

  /** Refuses a write that expects nothing. */
  default void require() {
    if (this instanceof None) {
      throw FileErrors.preconditionRequired();
    }
  }

  private static Set<String> etags(String header) {
    return Arrays.stream(header.split(",", -1))
        .map(String::strip)
        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
        .map(tag -> tag.replace("\"", ""))
        .collect(Collectors.toUnmodifiableSet());
  }
}
