package dev.cove.review.claim;

import dev.cove.review.review.Act;
import dev.cove.review.review.Move;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.ReviewErrors;
import dev.cove.review.review.Reviews;
import dev.cove.review.review.StateTable;
import dev.cove.review.review.Transitions;
import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.People;
import dev.cove.review.reviewer.ReviewerChanged;
import dev.cove.review.reviewer.Reviewers;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who holds a review. A claim is exclusive, bounded in number, and never one's own. Thread-safe.
 */
@Service
public class ClaimService {

  private final ReviewAccess access;
  private final Reviews reviews;
  private final Claims claims;
  private final Transitions transitions;
  private final Reviewers reviewers;
  private final People people;
  private final ClaimProperties properties;
  private final TransactionTemplate transaction;

  ClaimService(
      ReviewAccess access,
      Reviews reviews,
      Claims claims,
      Transitions transitions,
      Reviewers reviewers,
      People people,
      ClaimProperties properties,
      PlatformTransactionManager transactions) {
    this.access = access;
    this.reviews = reviews;
    this.claims = claims;
    this.transitions = transitions;
    this.reviewers = reviewers;
    this.people = people;
    this.properties = properties;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The caller takes the review. */
  public void claim(UUID id, CurrentUser user) {
    access.claimable(id, user);
    reviewers.remember(user);
    withNewestLevel(
        user.id(),
        () ->
            transitions.on(
                id, review -> take(review, new Move(Act.CLAIM, user.id(), user.id(), null))));
  }

  /**
   * The caller takes the first review in the queue that they may take; empty when there is none.
   */
  public Optional<UUID> next(CurrentUser user) {
    reviewers.remember(user);
    return withNewestLevel(
        user.id(),
        () ->
            Objects.requireNonNull(
                transaction.execute(_ -> {
                  Level level = reviewers.known(user.id());
                  if (level == Level.NONE) {
                    throw ClaimErrors.notAReviewer();
                  }
                  Optional<Review> best = claims.lockNext(user.id(), level, transitions.now());
                  best.ifPresent(
                      review -> take(review, new Move(Act.CLAIM, user.id(), user.id(), null)));
                  return best.map(Review::id);
                })));
  }

  /** The holder or an administrator hands the review to a reviewer. */
  public void assign(UUID id, CurrentUser user, UUID reviewer, @Nullable String reason) {
    Review seen = access.visible(id, user);
    if (seen.authors().contains(reviewer)) {
      throw ReviewErrors.selfReview();
    }
    if (reviewers.level(reviewer) == Level.NONE) {
      throw ProblemException.invalid(
          new ProblemException.FieldError("reviewerId", "is not a reviewer"));
    }
    withNewestLevel(
        reviewer,
        () ->
            transitions.on(
                id,
                review -> {
                  legal(review, Act.ASSIGN);
                  requireHolderOrAdmin(review, user);
                  return take(review, new Move(Act.ASSIGN, user.id(), reviewer, reason));
                }));
  }

  /** The holder gives the review back, or an administrator takes it back. */
  public void release(UUID id, CurrentUser user, @Nullable String reason) {
    access.visible(id, user);
    transitions.on(
        id,
        review -> {
          legal(review, Act.RELEASE);
          requireHolderOrAdmin(review, user);
          if (review.reviewer() == null) {
            throw ReviewErrors.illegalTransition(review, Act.RELEASE);
          }
          return transitions.move(review, Move.of(Act.RELEASE, user.id(), reason));
        });
  }

  /** Returns to the queue what somebody may not hold any more. */
  @EventListener
  @Transactional
  public void on(ReviewerChanged change) {
    List<UUID> excess = new ArrayList<>();
    int kept = 0;
    for (Review review : reviews.heldBy(change.userId())) {
      if (kept < properties.limit(change.level()) && mayTake(change.level(), review)) {
        kept++;
      } else {
        excess.add(review.id());
      }
    }
    String reason =
        change.level() == Level.NONE
            ? "The reviewer does not review any more."
            : "The reviewer's level does not allow this claim any more.";
    transitions.free(excess, change.userId(), reason);
  }

  private Review take(Review review, Move move) {
    UUID reviewer = Objects.requireNonNull(move.reviewer());
    if (review.authors().contains(reviewer)) {
      throw ReviewErrors.selfReview();
    }
    UUID holder = review.status().open() ? review.reviewer() : null;
    if (holder != null && (move.act() == Act.CLAIM || holder.equals(reviewer))) {
      throw ReviewErrors.alreadyClaimed(review, people.name(holder));
    }
    legal(review, move.act());
    Level level = reviewers.known(reviewer);
    if (level == Level.NONE) {
      throw ClaimErrors.notAReviewer();
    }
    if (!mayTake(level, review)) {
      throw ClaimErrors.levelTooLow(review);
    }
    int held = claims.countExclusively(reviewer);
    if (held >= properties.limit(level)) {
      throw ClaimErrors.limit(properties.limit(level), held);
    }
    return transitions.move(review, move);
  }

  private static boolean mayTake(Level level, Review review) {
    return level == Level.SENIOR || (level == Level.JUNIOR && !review.priority().needsSenior());
  }

  private void requireHolderOrAdmin(Review review, CurrentUser user) {
    if (!user.admin() && !review.heldBy(user.id())) {
      throw ClaimErrors.notYours();
    }
  }

  private static void legal(Review review, Act act) {
    if (StateTable.next(review.status(), act, review.reviewer() != null).isEmpty()) {
      throw ReviewErrors.illegalTransition(review, act);
    }
  }

  /** Repeats a refusal for the level's sake once when auth-service knows of another level. */
  private <T> T withNewestLevel(UUID reviewer, Supplier<T> attempt) {
    Level known = reviewers.known(reviewer);
    try {
      return attempt.get();
    } catch (ProblemException e) {
      if (!ClaimErrors.BY_LEVEL.contains(e.code()) || reviewers.refreshed(reviewer) == known) {
        throw e;
      }
      return attempt.get();
    }
  }
}
