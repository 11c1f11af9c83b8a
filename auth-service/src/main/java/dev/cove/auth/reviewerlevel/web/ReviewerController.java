package dev.cove.auth.reviewerlevel.web;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.ReviewerLevel;
import dev.cove.auth.account.web.NameCursor;
import dev.cove.auth.account.web.ProfileResponse;
import dev.cove.auth.account.web.UserResponse;
import dev.cove.auth.reviewerlevel.ReviewerService;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users")
class ReviewerController {

  record ReviewerStatusRequest(@NotNull ReviewerLevel level) {}

  private final ReviewerService reviewers;

  ReviewerController(ReviewerService reviewers) {
    this.reviewers = reviewers;
  }

  @PutMapping("/me/reviewer-status")
  UserResponse choose(CurrentUser user, @Valid @RequestBody ReviewerStatusRequest body) {
    return UserResponse.from(reviewers.choose(user.id(), body.level()));
  }

  @GetMapping("/reviewers")
  Slice<ProfileResponse> reviewers(
      @RequestParam(required = false) @Nullable ReviewerLevel level,
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    int size = Slice.limit(limit);
    List<Account> found = reviewers.reviewers(level, q, NameCursor.after(cursor), size);
    return Slice.of(found, size, NameCursor::of).map(ProfileResponse::from);
  }
}
