package dev.cove.review.review.web;

import dev.cove.review.review.Priority;
import dev.cove.review.review.ReviewService;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record EditReviewRequest(
    @Nullable @Size(min = 3, max = 120) String title,
    @Nullable @Size(max = 10_000) String description,
    @Nullable Priority priority) {

  ReviewService.Edit edit() {
    return new ReviewService.Edit(title, description, priority);
  }
}
