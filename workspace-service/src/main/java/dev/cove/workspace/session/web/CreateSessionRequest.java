package dev.cove.workspace.session.web;

import dev.cove.workspace.session.SessionService;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a new session is to be.
 *
 * @param name what to call it
 * @param description what to say about it
 * @param template what to start with; python unless said
 * @param copyOf an own session to copy instead
 */
record CreateSessionRequest(
    @NotBlank @Size(max = 80, message = "has at most 80 characters") String name,
    @Size(max = 2000, message = "has at most 2,000 characters") @Nullable String description,
    @Pattern(
            regexp = "python|data-science|empty",
            message = "is one of python, data-science, empty")
        @Nullable String template,
    @Nullable UUID copyOf) {

  SessionService.NewSession toSession(@Nullable String idempotencyKey) {
    return new SessionService.NewSession(
        name.strip(),
        Objects.requireNonNullElse(description, "").strip(),
        Objects.requireNonNullElse(template, "python"),
        copyOf,
        idempotencyKey);
  }
}
