package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Kind;
import dev.cove.review.comment.Comment.Place;
import dev.cove.review.review.HolderActs;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.ReviewChanged;
import dev.cove.review.review.ReviewErrors;
import dev.cove.review.review.Transitions;
import dev.cove.review.round.Visits;
import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Comments of the author and of the holder of the claim. Thread-safe. */
@Service
public class CommentService {

  /** What of a comment its author may change; null leaves it. */
  public record Edit(
      @Nullable String body,
      @Nullable Kind kind,
      @Nullable String suggestion,
      @Nullable Boolean mustVerify,
      @Nullable Boolean draft) {}

  private static final Duration KEY_LIFE = Duration.ofHours(24);
  private static final UUID FIRST = new UUID(0, 0);

  private final Comments comments;
  private final Places places;
  private final ShownPlaces shownPlaces;
  private final ReviewAccess access;
  private final Transitions transitions;
  private final HolderActs acts;
  private final Visits visits;
  private final ApplicationEventPublisher events;

  CommentService(
      Comments comments,
      Places places,
      ShownPlaces shownPlaces,
      ReviewAccess access,
      Transitions transitions,
      HolderActs acts,
      Visits visits,
      ApplicationEventPublisher events) {
    this.comments = comments;
    this.places = places;
    this.shownPlaces = shownPlaces;
    this.access = access;
    this.transitions = transitions;
    this.acts = acts;
    this.visits = visits;
    this.events = events;
  }

  /** All comments the caller may see, oldest first. */
  public Slice<Comment> list(UUID id, CurrentUser user, @Nullable UUID after, int limit) {
    access.visible(id, user);
    List<Comment> found =
        comments.list(id, user.id(), Objects.requireNonNullElse(after, FIRST), limit + 1);
    return Slice.of(found, limit, comment -> comment.id().toString());
  }

  /**
   * Where the comments are shown in a round, those that can be told.
   *
   * @param round null for the newest one
   */
  public Map<Place, Shown> shown(
      UUID id, CurrentUser user, @Nullable Integer round, Collection<Place> wanted) {
    Review review = access.visible(id, user);
    return shownPlaces.in(review, round == null ? review.round() : round, wanted);
  }

  /** Says something, as a draft or to everybody concerned. */
  public Comment post(UUID id, CurrentUser user, NewComment wish, @Nullable String key) {
    Review seen = access.visible(id, user);
    Optional<Comment> repeated = repeated(user, key);
    if (repeated.isPresent()) {
      return repeated.get();
    }
    NewComment placed = placed(seen, user, wish);
    return transitions.on(
        id,
        review -> {
          requireVoice(review, user);
          if (placed.mustVerify() && review.submittedBy(user.id())) {
            throw CommentErrors.mustVerify();
          }
          Comment comment = comment(review, user, placed);
          comments.insert(comment, key);
          visits.note(id, user.id(), comment.place().round(), transitions.now());
          acts.acted(review, user.id());
          if (!comment.draft()) {
            tell(review, comment, user);
          }
          return comment;
        });
  }

  /** Changes the caller's own comment; a draft is published with {@code draft: false}. */
  public Comment edit(UUID id, UUID commentId, CurrentUser user, Edit edit) {
    access.visible(id, user);
    return transitions.on(
        id,
        review -> {
          Comment before = own(review, commentId, user);
          boolean mustVerify = Objects.requireNonNullElse(edit.mustVerify(), before.mustVerify());
          if (mustVerify && review.submittedBy(user.id())) {
            throw CommentErrors.mustVerify();
          }
          boolean published = before.draft() && Boolean.FALSE.equals(edit.draft());
          if (published) {
            requireVoice(review, user);
          }
          Comment after = edited(before, edit, mustVerify, before.draft() && !published);
          comments.update(after);
          acts.acted(review, user.id());
          if (published) {
            tell(review, after, user);
          }
          return after;
        });
  }

  /** Removes the caller's own comment. */
  public void delete(UUID id, UUID commentId, CurrentUser user) {
    access.visible(id, user);
    transitions.on(
        id,
        review -> {
          comments.remove(own(review, commentId, user), transitions.now());
          acts.acted(review, user.id());
          return id;
        });
  }

  /** Closes or opens a thread again; doing it twice changes nothing. */
  public Comment resolve(UUID id, UUID commentId, CurrentUser user, boolean resolved) {
    access.visible(id, user);
    return transitions.on(
        id,
        review -> {
          Comment root = thread(review, commentId, user);
          requireVoice(review, user);
          if (root.mustVerify() && !review.heldBy(user.id())) {
            throw CommentErrors.mustVerify();
          }
          if (resolved == (root.resolvedAt() != null)) {
            return root;
          }
          Comment after = resolution(root, resolved ? user.id() : null);
          comments.update(after);
          acts.acted(review, user.id());
          return after;
        });
  }

  private Optional<Comment> repeated(CurrentUser user, @Nullable String key) {
    if (key == null) {
      return Optional.empty();
    }
    Optional<Comment> before = comments.posted(user.id(), key, transitions.now().minus(KEY_LIFE));
    if (before.isEmpty()) {
      comments.forgetKey(user.id(), key);
    }
    return before;
  }

  private NewComment placed(Review review, CurrentUser user, NewComment wish) {
    UUID parent = wish.parentId();
    if (parent != null) {
      if (wish.mustVerify()) {
        throw CommentErrors.place("mustVerify", "is for the first comment of a thread");
      }
      Comment root = thread(review, parent, user);
      return wish.at(root.place(), root.id());
    }
    Place wanted = wish.place();
    int round = wanted.round() == 0 ? review.round() : wanted.round();
    Place place = new Place(round, wanted.path(), wanted.side(), wanted.line(), wanted.endLine());
    boolean suggestion = wish.suggestion() != null;
    return new NewComment(
        wish.body(),
        wish.kind(),
        places.checked(review, place, suggestion),
        null,
        wish.suggestion(),
        wish.mustVerify(),
        wish.draft());
  }

  private Comment thread(Review review, UUID id, CurrentUser user) {
    Comment found =
        comments
            .find(review.id(), id)
            .filter(comment -> comment.visibleTo(user.id()))
            .orElseThrow(CommentErrors::notFound);
    UUID parent = found.parentId();
    return parent == null ? found : thread(review, parent, user);
  }

  private Comment own(Review review, UUID id, CurrentUser user) {
    Comment found =
        comments
            .find(review.id(), id)
            .filter(comment -> comment.visibleTo(user.id()) && !comment.deleted())
            .orElseThrow(CommentErrors::notFound);
    if (!found.author().equals(user.id())) {
      throw CommentErrors.notYours();
    }
    if (!review.status().open() && !found.draft()) {
      throw ReviewErrors.over(review);
    }
    return found;
  }

  private static void requireVoice(Review review, CurrentUser user) {
    if (!review.submittedBy(user.id()) && !review.heldBy(user.id()) && !user.admin()) {
      throw review.status().open() ? CommentErrors.notAllowed() : ReviewErrors.over(review);
    }
    if (!review.status().open()) {
      throw ReviewErrors.over(review);
    }
  }

  private void tell(Review review, Comment comment, CurrentUser user) {
    Set<@Nullable UUID> concerned = new LinkedHashSet<>();
    concerned.add(review.submittedBy());
    concerned.add(review.status().open() ? review.reviewer() : null);
    UUID root = comment.parentId();
    if (root != null) {
      concerned.addAll(comments.participants(root));
    }
    Place place = comment.place();
    events.publishEvent(
        ReviewChanged.of(ReviewChanged.COMMENTED, review, user.id(), concerned)
            .comment(comment.id(), place.round(), place.path(), place.line()));
  }

  private Comment comment(Review review, CurrentUser user, NewComment wish) {
    Instant now = transitions.now();
    return new Comment(
        TimeOrderedUuid.next(),
        review.id(),
        user.id(),
        wish.parentId(),
        wish.kind(),
        wish.body(),
        wish.place(),
        wish.suggestion(),
        wish.mustVerify(),
        wish.draft(),
        false,
        null,
        null,
        null,
        now,
        now);
  }

  private Comment edited(Comment before, Edit edit, boolean mustVerify, boolean draft) {
    return new Comment(
        before.id(),
        before.reviewId(),
        before.author(),
        before.parentId(),
        Objects.requireNonNullElse(edit.kind(), before.kind()),
        Objects.requireNonNullElse(edit.body(), before.body()),
        before.place(),
        edit.suggestion() == null ? before.suggestion() : edit.suggestion(),
        mustVerify,
        draft,
        false,
        before.verdict(),
        before.resolvedBy(),
        before.resolvedAt(),
        before.createdAt(),
        transitions.now());
  }

  private Comment resolution(Comment root, @Nullable UUID by) {
    Instant now = transitions.now();
    return new Comment(
        root.id(),
        root.reviewId(),
        root.author(),
        null,
        root.kind(),
        root.body(),
        root.place(),
        root.suggestion(),
        root.mustVerify(),
        root.draft(),
        root.deleted(),
        root.verdict(),
        by,
        by == null ? null : now,
        root.createdAt(),
        now);
  }
}
