package dev.cove.review.claim;

import dev.cove.review.comment.Comments;
import dev.cove.review.comment.Verdicts;
import dev.cove.review.review.Act;
import dev.cove.review.review.History;
import dev.cove.review.review.Move;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.ReviewErrors;
import dev.cove.review.review.StateTable;
import dev.cove.review.review.Transitions;
import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.People;
import dev.cove.review.reviewer.Reviewers;
import dev.cove.review.round.Visits;
import dev.cove.starter.security.CurrentUser;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The verdict: publishes all drafts of the reviewer, says what they think and moves the review, all
 * in one transaction with one event. Thread-safe.
 */
@Service
public class DecisionService {

  /** What a reviewer may say. */
  public enum Outcome {
    /** It is good. */
    APPROVE(Act.APPROVE),
    /** It needs another round. */
    REQUEST_CHANGES(Act.REQUEST_CHANGES),
    /** It will not be good. */
    REJECT(Act.REJECT);

    private final Act act;

    Outcome(Act act) {
      this.act = act;
    }
  }

  private final ReviewAccess access;
  private final Transitions transitions;
  private final History history;
  private final Reviewers reviewers;
  private final People people;
  private final Comments comments;
  private final Verdicts verdicts;
  private final Visits visits;

  DecisionService(
      ReviewAccess access,
      Transitions transitions,
      History history,
      Reviewers reviewers,
      People people,
      Comments comments,
      Verdicts verdicts,
      Visits visits) {
    this.access = access;
    this.transitions = transitions;
    this.history = history;
    this.reviewers = reviewers;
    this.people = people;
    this.comments = comments;
    this.verdicts = verdicts;
    this.visits = visits;
  }

  /** Decides; only the holder of a live claim can. */
  public void decide(UUID id, CurrentUser user, Outcome outcome, @Nullable String comment) {
    access.visible(id, user);
    transitions.on(
        id,
        review -> {
          requireHolder(review, user, outcome.act);
          if (outcome == Outcome.APPROVE) {
            requireVerified(review, user);
          }
          visits.note(id, user.id(), review.round(), transitions.now());
          verdicts.publish(review, user.id(), outcome.name(), comment);
          return transitions.move(review, Move.of(act(review, user, outcome), user.id(), comment));
        });
  }

  private Act act(Review review, CurrentUser user, Outcome outcome) {
    boolean junior = reviewers.known(user.id()) == Level.JUNIOR;
    return outcome == Outcome.APPROVE && junior && review.priority().needsSenior()
        ? Act.RECOMMEND
        : outcome.act;
  }

  private void requireHolder(Review review, CurrentUser user, Act act) {
    if (review.authors().contains(user.id())) {
      throw ReviewErrors.selfReview();
    }
    if (StateTable.next(review.status(), act, review.reviewer() != null).isEmpty()) {
      throw ReviewErrors.illegalTransition(review, act);
    }
    UUID holder = review.reviewer();
    if (!review.heldBy(user.id())) {
      throw holder != null && history.everHeld(review.id(), user.id())
          ? ReviewErrors.alreadyClaimed(review, people.name(holder))
          : ClaimErrors.notYours();
    }
  }

  private void requireVerified(Review review, CurrentUser user) {
    List<UUID> open = comments.openMustVerify(review.id(), user.id());
    if (!open.isEmpty()) {
      throw ClaimErrors.mustVerify(open);
    }
  }
}
