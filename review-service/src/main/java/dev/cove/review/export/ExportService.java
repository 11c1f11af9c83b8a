package dev.cove.review.export;

import dev.cove.review.comment.Comment;
import dev.cove.review.comment.CommentService;
import dev.cove.review.export.ReviewFile.CommentLine;
import dev.cove.review.export.ReviewFile.HistoryLine;
import dev.cove.review.export.ReviewFile.RoundLine;
import dev.cove.review.review.HistoryEntry;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.ReviewService;
import dev.cove.review.reviewer.Named;
import dev.cove.review.reviewer.People;
import dev.cove.review.round.RoundService;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Gathers a review into a file. Thread-safe. */
@Service
public class ExportService {

  private static final int PAGE = 200;

  /** As many lines of history and as many comments as a file has at most. */
  private static final int MAX_LINES = 10_000;

  private final ReviewAccess access;
  private final ReviewService reviews;
  private final RoundService rounds;
  private final CommentService comments;
  private final People people;
  private final Clock clock;

  ExportService(
      ReviewAccess access,
      ReviewService reviews,
      RoundService rounds,
      CommentService comments,
      People people,
      Clock clock) {
    this.access = access;
    this.reviews = reviews;
    this.rounds = rounds;
    this.comments = comments;
    this.people = people;
    this.clock = clock;
  }

  /** The review as the caller may see it, without drafts. */
  public ReviewFile of(UUID id, CurrentUser user) {
    Review review = access.visible(id, user);
    List<HistoryEntry> history = history(id, user);
    List<Comment> said = comments(id, user);
    Map<UUID, Named> names = names(review, history, said);
    return new ReviewFile(
        id,
        review.sessionId(),
        review.title(),
        review.description(),
        review.priority(),
        review.status(),
        Objects.requireNonNull(names.get(review.submittedBy())),
        name(review.reviewer(), names),
        review.createdAt(),
        review.decidedAt(),
        clock.instant(),
        rounds.list(id, user).stream()
            .map(round ->
                new RoundLine(
                    round.number(),
                    round.note(),
                    round.fileCount(),
                    round.bytes(),
                    round.createdAt()))
            .toList(),
        history.stream().map(entry -> line(entry, names)).toList(),
        said.stream().map(comment -> line(comment, names)).toList());
  }

  private List<HistoryEntry> history(UUID id, CurrentUser user) {
    List<HistoryEntry> all = new ArrayList<>();
    Slice<HistoryEntry> page;
    do {
      Long after = all.isEmpty() ? null : all.getLast().id();
      page = reviews.history(id, user, after, PAGE);
      all.addAll(page.items());
    } while (page.nextCursor() != null && all.size() < MAX_LINES);
    return all;
  }

  private List<Comment> comments(UUID id, CurrentUser user) {
    List<Comment> all = new ArrayList<>();
    Slice<Comment> page;
    do {
      UUID after = all.isEmpty() ? null : all.getLast().id();
      page = comments.list(id, user, after, PAGE);
      all.addAll(page.items());
    } while (page.nextCursor() != null && all.size() < MAX_LINES);
    return all.stream().filter(comment -> !comment.draft()).toList();
  }

  private Map<UUID, Named> names(Review review, List<HistoryEntry> history, List<Comment> said) {
    Set<@Nullable UUID> ids = new LinkedHashSet<>();
    ids.add(review.submittedBy());
    ids.add(review.reviewer());
    history.forEach(entry -> {
      ids.add(entry.actor());
      ids.add(entry.reviewer());
    });
    said.forEach(comment -> ids.add(comment.author()));
    return people.names(
        ids.stream().filter(Objects::nonNull).<UUID>map(Objects::requireNonNull).toList());
  }

  private static HistoryLine line(HistoryEntry entry, Map<UUID, Named> names) {
    return new HistoryLine(
        entry.at(),
        entry.action(),
        entry.round(),
        entry.toStatus(),
        name(entry.actor(), names),
        name(entry.reviewer(), names),
        entry.reason());
  }

  private static CommentLine line(Comment comment, Map<UUID, Named> names) {
    Comment.Place place = comment.place();
    return new CommentLine(
        comment.id(),
        comment.parentId(),
        Objects.requireNonNull(names.get(comment.author())),
        comment.kind(),
        comment.body(),
        place.round(),
        place.path(),
        place.side(),
        place.line(),
        place.endLine(),
        comment.suggestion(),
        comment.mustVerify(),
        comment.verdict(),
        comment.resolvedAt() != null,
        comment.createdAt());
  }

  private static @Nullable Named name(@Nullable UUID id, Map<UUID, Named> names) {
    return id == null ? null : names.get(id);
  }
}
