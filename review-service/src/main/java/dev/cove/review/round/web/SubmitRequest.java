package dev.cove.review.round.web;

import dev.cove.review.review.Priority;
import dev.cove.review.round.Submission;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record SubmitRequest(
    @NotNull UUID sessionId,
    @NotBlank @Size(min = 3, max = 120) String title,
    @Nullable @Size(max = 10_000) String description,
    @Nullable Priority priority,
    @Nullable UUID reviewerId,
    @Nullable @Size(min = 1, max = 500) List<@NotBlank @Size(max = 1024) String> paths) {

  Submission submission() {
    return new Submission(
        sessionId,
        title.strip(),
        Objects.requireNonNullElse(description, ""),
        Objects.requireNonNullElse(priority, Priority.MEDIUM),
        reviewerId,
        paths);
  }
}
