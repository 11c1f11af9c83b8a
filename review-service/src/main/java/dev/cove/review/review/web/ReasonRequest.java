package dev.cove.review.review.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why something is done, for the history.
 *
 * @param reason up to 1,000 characters
 */
public record ReasonRequest(@Nullable @Size(max = 1000) String reason) {

  /** The reason in a body that may be missing. */
  public static @Nullable String of(@Nullable ReasonRequest request) {
    return request == null ? null : request.reason();
  }
}
