package dev.cove.auth.reviewerlevel;

import dev.cove.auth.account.Account;
import dev.cove.auth.account.AccountService;
import dev.cove.auth.account.Accounts;
import dev.cove.auth.account.ReviewerLevel;
import dev.cove.auth.audit.Audit;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who reviews, and on what level. Everybody chooses their own. */
@Service
public class ReviewerService {

  private static final Set<ReviewerLevel> REVIEWERS =
      Set.of(ReviewerLevel.JUNIOR, ReviewerLevel.SENIOR);

  private final AccountService accountService;
  private final Accounts accounts;
  private final Audit audit;
  private final Clock clock;

  ReviewerService(AccountService accountService, Accounts accounts, Audit audit, Clock clock) {
    this.accountService = accountService;
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
  }

  /** Becomes a reviewer of a level, or none. */
  @Transactional
  public Account choose(UUID user, ReviewerLevel level) {
    Account account = accountService.get(user);
    account.becomeReviewer(level, clock.instant());
    audit.record(user, "reviewer-level-changed", user, level.name());
    return accounts.saveAndFlush(account);
  }

  /** Reviewers by name; up to one more than {@code limit}. */
  @Transactional(readOnly = true)
  public List<Account> reviewers(
      @Nullable ReviewerLevel level, @Nullable String text, String after, int limit) {
    return accounts.reviewers(
        level == null ? REVIEWERS : Set.of(level),
        Accounts.containing(text),
        after,
        Limit.of(limit + 1));
  }
}
