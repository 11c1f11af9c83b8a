package dev.cove.review.review;

import dev.cove.review.reviewer.ReviewerChanged;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the author does with a review, and its history. Thread-safe. */
@Service
public class ReviewService {

  /** What of a review its author may change; null leaves it. */
  public record Edit(
      @Nullable String title, @Nullable String description, @Nullable Priority priority) {}

  private final Reviews reviews;
  private final ReviewAccess access;
  private final Transitions transitions;
  private final History history;
  private final ApplicationEventPublisher events;

  ReviewService(
      Reviews reviews,
      ReviewAccess access,
      Transitions transitions,
      History history,
      ApplicationEventPublisher events) {
    this.reviews = reviews;
    this.access = access;
    this.transitions = transitions;
    this.history = history;
    this.events = events;
  }

  /** Puts a new review into the queue, in the caller's transaction. */
  @Transactional
  public void open(Review review, @Nullable String idempotencyKey) {
    try {
      reviews.insert(review, idempotencyKey);
    } catch (DuplicateKeyException e) {
      throw ReviewErrors.open();
    }
    UUID author = review.submittedBy();
    history.append(review, "SUBMIT", null, author, null, null, review.createdAt());
    events.publishEvent(
        ReviewChanged.of(
            ReviewChanged.SUBMITTED, review, author, Arrays.asList(review.requestedReviewer())));
  }

  /** Changes title, description or priority before the review is over. */
  public void edit(UUID id, CurrentUser user, Edit edit) {
    access.own(id, user);
    transitions.on(
        id,
        review -> {
          if (!review.status().open()) {
            throw ReviewErrors.over(review);
          }
          Priority priority = Objects.requireNonNullElse(edit.priority(), review.priority());
          reviews.edit(
              review,
              Objects.requireNonNullElse(edit.title(), review.title()),
              Objects.requireNonNullElse(edit.description(), review.description()),
              priority,
              transitions.now());
          String change =
              priority == review.priority() ? null : review.priority() + " → " + priority;
          history.append(
              review, "EDIT", review.status(), user.id(), null, change, transitions.now());
          return id;
        });
  }

  /** Takes the review back. */
  public void withdraw(UUID id, CurrentUser user, @Nullable String reason) {
    access.own(id, user);
    transitions.on(
        id, review -> transitions.move(review, Move.of(Act.WITHDRAW, user.id(), reason)));
  }

  /** Brings a withdrawn review back; it waits anew, with the rounds it had. */
  public void reopen(UUID id, CurrentUser user) {
    access.own(id, user);
    try {
      transitions.on(id, review -> transitions.move(review, Move.of(Act.REOPEN, user.id(), null)));
    } catch (DuplicateKeyException e) {
      throw ReviewErrors.open();
    }
  }

  /** The review's history, oldest first. */
  public Slice<HistoryEntry> history(
      UUID id, CurrentUser user, @Nullable Long after, @Nullable Integer limit) {
    access.visible(id, user);
    int size = Slice.limit(limit);
    List<HistoryEntry> found = history.list(id, Objects.requireNonNullElse(after, 0L), size + 1);
    return Slice.of(found, size, entry -> Long.toString(entry.id()));
  }

  /** Withdraws what a deleted account had in the queue, where it would wait for ever. */
  @EventListener
  public void on(ReviewerChanged change) {
    if (change.deleted()) {
      reviews
          .openBy(change.userId())
          .forEach(review ->
              transitions.on(
                  review.id(),
                  now ->
                      now.status().open()
                          ? transitions.move(
                              now, Move.of(Act.WITHDRAW, null, "The author's account is gone."))
                          : now));
    }
  }
}
