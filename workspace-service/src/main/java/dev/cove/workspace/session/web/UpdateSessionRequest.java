package dev.cove.workspace.session.web;

import dev.cove.workspace.session.SessionStatus;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a session; what is left out stays.
 *
 * @param name another name
 * @param description another description
 * @param status ACTIVE, ARCHIVED, or TRASHED, which is the same as deleting
 */
record UpdateSessionRequest(
    @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @Size(max = 80, message = "has at most 80 characters")
        @Nullable String name,
    @Size(max = 2000, message = "has at most 2,000 characters") @Nullable String description,
    @Nullable SessionStatus status) {

  @Nullable String strippedName() {
    return name == null ? null : name.strip();
  }

  @Nullable String strippedDescription() {
    return description == null ? null : description.strip();
  }
}
