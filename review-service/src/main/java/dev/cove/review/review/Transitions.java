package dev.cove.review.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves reviews from state to state: looks the move up in the {@link StateTable}, writes it by
 * compare-and-set together with its line of history and its event. Thread-safe.
 */
@Component
public class Transitions {

  private final Reviews reviews;
  private final History history;
  private final ApplicationEventPublisher events;
  private final ReviewMeters meters;
  private final LeaseProperties lease;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Transitions(
      Reviews reviews,
      History history,
      ApplicationEventPublisher events,
      ReviewMeters meters,
      LeaseProperties lease,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.reviews = reviews;
    this.history = history;
    this.events = events;
    this.meters = meters;
    this.lease = lease;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Decides about a review in one transaction in which nobody else changes it. A claim whose lease
   * is over is returned to the queue first, whether or not the decision then succeeds.
   */
  public <T> T on(UUID id, Function<Review, T> decide) {
    transaction.executeWithoutResult(_ -> lapseIfDue(id));
    return Objects.requireNonNull(
        transaction.execute(
            _ -> decide.apply(reviews.lock(id).orElseThrow(ReviewErrors::notFound))));
  }

  /** Returns a claim to the queue if its lease is over. */
  @Transactional
  public void lapseIfDue(UUID id) {
    Review seen = reviews.find(id).orElse(null);
    if (seen == null || !seen.lapsed(now())) {
      return;
    }
    Review review = reviews.lock(id).orElseThrow(ReviewErrors::notFound);
    if (review.lapsed(now())) {
      move(review, Move.of(Act.LAPSE, null, "The lease ended without an act of the reviewer."));
    }
  }

  /** Returns all claims among these that the holder may not keep. */
  @Transactional
  public void free(List<UUID> ids, UUID holder, String reason) {
    for (UUID id : ids.stream().sorted().toList()) {
      reviews
          .lock(id)
          .filter(review -> review.heldBy(holder))
          .ifPresent(review -> move(review, Move.of(Act.FREE, null, reason)));
    }
  }

  /**
   * Moves a review that the transaction has read. Tells everybody concerned but the actor.
   *
   * @throws dev.cove.starter.problem.ProblemException {@code illegal-transition}
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Review move(Review before, Move move) {
    ReviewStatus to =
        StateTable.next(before.status(), move.act(), before.reviewer() != null)
            .orElseThrow(() -> ReviewErrors.illegalTransition(before, move.act()));
    Instant now = now();
    Review after = after(before, move, to, now);
    boolean claimed = move.act() == Act.CLAIM || move.act() == Act.ASSIGN;
    reviews.move(before, after, claimed);
    if (claimed && before.status() == ReviewStatus.PENDING) {
      meters.claimed(Duration.between(before.queuedAt(), now));
    }
    UUID concerned = after.reviewer() == null ? before.reviewer() : after.reviewer();
    history.append(
        after,
        move.act().name(),
        before.status(),
        move.actor(),
        move.act() == Act.REOPEN ? null : concerned,
        move.reason(),
        now);
    events.publishEvent(event(before, after, move, concerned));
    return after;
  }

  /** The time to the microsecond, as the database keeps it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private Review after(Review before, Move move, ReviewStatus to, Instant now) {
    boolean over = !to.open();
    return new Review(
        before.id(),
        before.sessionId(),
        before.title(),
        before.description(),
        before.priority(),
        to,
        move.act() == Act.RESUBMIT ? before.round() + 1 : before.round(),
        before.paths(),
        before.submittedBy(),
        before.authors(),
        holder(before, move),
        before.requestedReviewer(),
        to == ReviewStatus.IN_REVIEW ? now.plus(lease.duration()) : null,
        move.act() == Act.REOPEN ? now : before.queuedAt(),
        before.createdAt(),
        now,
        over ? now : null,
        before.version() + 1);
  }

  private static @Nullable UUID holder(Review before, Move move) {
    return switch (move.act()) {
      case CLAIM, ASSIGN -> move.reviewer();
      case RELEASE, LAPSE, FREE, RECOMMEND, REOPEN -> null;
      case APPROVE, REQUEST_CHANGES, REJECT, RESUBMIT, WITHDRAW -> before.reviewer();
    };
  }

  private static ReviewChanged event(
      Review before, Review after, Move move, @Nullable UUID concerned) {
    List<@Nullable UUID> involved =
        Arrays.asList(after.submittedBy(), before.reviewer(), after.reviewer());
    UUID actor = move.actor();
    String outcome = move.act().name();
    return switch (move.act()) {
      case CLAIM -> ReviewChanged.of(ReviewChanged.CLAIMED, after, actor, involved);
      case ASSIGN ->
          ReviewChanged.of(ReviewChanged.CLAIMED, after, actor, involved).outcome(outcome);
      case RELEASE, LAPSE, FREE, RECOMMEND ->
          ReviewChanged.of(ReviewChanged.RELEASED, after, actor, involved)
              .outcome(outcome)
              .formerly(concerned);
      case APPROVE, REQUEST_CHANGES, REJECT ->
          ReviewChanged.of(ReviewChanged.COMPLETED, after, actor, involved).outcome(outcome);
      case RESUBMIT -> ReviewChanged.of(ReviewChanged.RESUBMITTED, after, actor, involved);
      case WITHDRAW -> ReviewChanged.of(ReviewChanged.WITHDRAWN, after, actor, involved);
      case REOPEN ->
          ReviewChanged.of(
              ReviewChanged.SUBMITTED, after, actor, Arrays.asList(after.requestedReviewer()));
    };
  }
}
