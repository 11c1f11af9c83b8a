package dev.cove.review.queue.web;

import dev.cove.review.queue.Queue;
import dev.cove.review.queue.Stats;
import dev.cove.review.review.Priority;
import dev.cove.review.review.ReviewStatus;
import dev.cove.review.review.web.ReviewResponse;
import dev.cove.review.review.web.ReviewResponses;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/reviews")
class QueueController {

  private final Queue queue;
  private final Stats stats;
  private final ReviewResponses responses;

  QueueController(Queue queue, Stats stats, ReviewResponses responses) {
    this.queue = queue;
    this.stats = stats;
    this.responses = responses;
  }

  @GetMapping
  Slice<ReviewResponse> list(
      CurrentUser user,
      @Parameter(schema = @Schema(allowableValues = {"queue", "mine", "assigned", "all"}))
          @RequestParam(defaultValue = "all")
          String view,
      @RequestParam(required = false) @Nullable ReviewStatus status,
      @RequestParam(required = false) @Nullable Priority priority,
      @RequestParam(required = false) @Nullable @Size(max = 200) String q,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    var question = new Queue.Question(view(view), status, priority, q, cursor, Slice.limit(limit));
    return responses.of(queue.list(question, user));
  }

  @GetMapping("/stats")
  Stats.Figures stats(CurrentUser user) {
    return stats.of(user.id());
  }

  private static Queue.View view(String name) {
    try {
      return Queue.View.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(
          new ProblemException.FieldError("view", "is one of queue, mine, assigned, all"));
    }
  }
}
