package dev.cove.review.queue.web;

import dev.cove.review.queue.ReviewerDirectory;
import dev.cove.review.reviewer.Level;
import dev.cove.starter.web.Slice;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews/reviewers")
class ReviewerController {

  private final ReviewerDirectory directory;

  ReviewerController(ReviewerDirectory directory) {
    this.directory = directory;
  }

  @GetMapping
  Slice<ReviewerDirectory.Entry> list(
      @RequestParam(required = false) @Nullable Level level,
      @RequestParam(required = false) @Nullable @Size(max = 100) String q,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return directory.list(level, q, cursor, Slice.limit(limit));
  }
}
