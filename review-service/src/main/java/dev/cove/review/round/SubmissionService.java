package dev.cove.review.round;

import dev.cove.review.review.Act;
import dev.cove.review.review.Move;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.ReviewErrors;
import dev.cove.review.review.ReviewService;
import dev.cove.review.review.ReviewStatus;
import dev.cove.review.review.Reviews;
import dev.cove.review.review.StateTable;
import dev.cove.review.review.Transitions;
import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.Reviewers;
import dev.cove.review.round.SessionSource.SessionFacts;
import dev.cove.review.round.SessionSource.Taken;
import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes rounds: has the sandbox's writes confirmed, then a snapshot taken, and only then opens or
 * moves the review, so that no transaction waits for another service. Thread-safe.
 */
@Service
public class SubmissionService {

  private static final Duration KEY_LIFE = Duration.ofHours(24);

  private final SessionSource sessions;
  private final Reviews reviews;
  private final Reviewers reviewers;
  private final ReviewService service;
  private final ReviewAccess access;
  private final Transitions transitions;
  private final Rounds rounds;
  private final TransactionTemplate transaction;

  SubmissionService(
      SessionSource sessions,
      Reviews reviews,
      Reviewers reviewers,
      ReviewService service,
      ReviewAccess access,
      Transitions transitions,
      Rounds rounds,
      PlatformTransactionManager transactions) {
    this.sessions = sessions;
    this.reviews = reviews;
    this.reviewers = reviewers;
    this.service = service;
    this.access = access;
    this.transitions = transitions;
    this.rounds = rounds;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Opens a review with round 1.
   *
   * @param key the caller's idempotency key: the same one within a day answers the first review
   */
  public UUID submit(CurrentUser user, Submission wish, @Nullable String key) {
    Optional<UUID> repeated = repeated(user, key);
    if (repeated.isPresent()) {
      return repeated.get();
    }
    SessionFacts session = owned(wish.sessionId(), user);
    Set<UUID> authors = new HashSet<>(session.authors());
    authors.add(user.id());
    checkReviewer(wish.reviewerId(), authors);
    if (reviews.hasOpen(session.id())) {
      throw ReviewErrors.open();
    }
    reviewers.remember(user);
    Taken taken = take(session, user, wish.paths(), false);
    Review review = review(user, wish, authors);
    transaction.executeWithoutResult(_ -> {
      service.open(review, key);
      rounds.insert(round(review.id(), 1, taken, null, review.createdAt()));
    });
    return review.id();
  }

  /** Sends the next round from the session's files now; chosen ones may be gone meanwhile. */
  public Round resubmit(UUID id, CurrentUser user, @Nullable String note) {
    Review seen = access.own(id, user);
    legal(seen);
    Taken taken = take(owned(seen.sessionId(), user), user, seen.paths(), true);
    return transitions.on(
        id,
        review -> {
          Review moved = transitions.move(review, Move.of(Act.RESUBMIT, user.id(), note));
          Round round = round(id, moved.round(), taken, note, moved.updatedAt());
          rounds.insert(round);
          return round;
        });
  }

  /** The session, if the user owns it. */
  public SessionFacts owned(UUID sessionId, CurrentUser user) {
    return sessions
        .find(sessionId)
        .filter(session -> session.ownerId().equals(user.id()))
        .orElseThrow(ReviewErrors::noSession);
  }

  private Optional<UUID> repeated(CurrentUser user, @Nullable String key) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<UUID> before =
        reviews.submitted(user.id(), key, transitions.now().minus(KEY_LIFE)).map(Review::id);
    if (before.isEmpty()) {
      reviews.forgetKey(user.id(), key);
    }
    return before;
  }

  private void checkReviewer(@Nullable UUID reviewer, Set<UUID> authors) {
    if (reviewer == null) {
      return;
    }
    if (authors.contains(reviewer)) {
      throw invalidReviewer("wrote these files and cannot review them; name somebody else");
    }
    if (reviewers.level(reviewer) == Level.NONE) {
      throw invalidReviewer("is not a reviewer; choose one from the list of reviewers");
    }
  }

  private static ProblemException invalidReviewer(String message) {
    return ProblemException.invalid(new ProblemException.FieldError("reviewerId", message));
  }

  private Taken take(
      SessionFacts session, CurrentUser user, @Nullable List<String> paths, boolean someGone) {
    if ("TRASHED".equals(session.status())) {
      throw RoundErrors.notActive(session.status());
    }
    if (session.expiresAt() != null) {
      throw RoundErrors.throwAway();
    }
    sessions.flush(session.id());
    return sessions.snapshot(session.id(), user.id(), paths, someGone);
  }

  private static void legal(Review review) {
    if (StateTable.next(review.status(), Act.RESUBMIT, review.reviewer() != null).isEmpty()) {
      throw ReviewErrors.illegalTransition(review, Act.RESUBMIT);
    }
  }

  private Review review(CurrentUser user, Submission wish, Set<UUID> authors) {
    Instant now = transitions.now();
    return new Review(
        TimeOrderedUuid.next(),
        wish.sessionId(),
        wish.title(),
        wish.description(),
        wish.priority(),
        ReviewStatus.PENDING,
        1,
        wish.paths(),
        user.id(),
        Set.copyOf(authors),
        null,
        wish.reviewerId(),
        null,
        now,
        now,
        now,
        null,
        0);
  }

  private static Round round(
      UUID review, int number, Taken taken, @Nullable String note, Instant at) {
    return new Round(
        review, number, taken.id(), taken.revision(), taken.fileCount(), taken.bytes(), note, at);
  }
}
