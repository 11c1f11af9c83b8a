package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Place;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.ReviewErrors;
import dev.cove.review.round.LineMap;
import dev.cove.starter.security.CurrentUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Puts a suggestion into the author's session as a normal saved version, wherever its lines are by
 * now, unless they changed. Thread-safe.
 */
@Service
public class SuggestionService {

  private final Comments comments;
  private final Places places;
  private final ReviewAccess access;
  private final LiveFiles files;
  private final CommentService service;

  SuggestionService(
      Comments comments,
      Places places,
      ReviewAccess access,
      LiveFiles files,
      CommentService service) {
    this.comments = comments;
    this.places = places;
    this.access = access;
    this.files = files;
    this.service = service;
  }

  /** Applies the suggestion and resolves its thread, unless the reviewer wants to verify it. */
  public Comment apply(UUID id, UUID commentId, CurrentUser user) {
    Review review = access.own(id, user);
    if (!review.status().open()) {
      throw ReviewErrors.over(review);
    }
    Comment comment =
        comments
            .find(id, commentId)
            .filter(found -> found.visibleTo(user.id()) && !found.deleted())
            .orElseThrow(CommentErrors::notFound);
    Place place = comment.place();
    String path = place.path();
    Integer line = place.line();
    String suggestion = comment.suggestion();
    if (suggestion == null || path == null || line == null) {
      throw SuggestionErrors.none();
    }
    LiveFiles.Text now = files.read(review.sessionId(), path);
    int last = Objects.requireNonNullElse(place.endLine(), line);
    files.save(
        review.sessionId(),
        path,
        now,
        replaced(places.text(review, place), now.content(), line, last, suggestion));
    UUID parent = comment.parentId();
    return comment.mustVerify() || parent != null
        ? comment
        : service.resolve(id, commentId, user, true);
  }

  private static String replaced(
      String reviewed, String now, int first, int last, String suggestion) {
    List<String> before = List.of(reviewed.split("\n", -1));
    List<String> after = new ArrayList<>(List.of(now.split("\n", -1)));
    int at = LineMap.find(before, after, first, last).orElseThrow(SuggestionErrors::conflict) - 1;
    List<String> old = after.subList(at, at + last - first + 1);
    boolean carriageReturns = old.getFirst().endsWith("\r");
    old.clear();
    String text = suggestion.replace("\r\n", "\n");
    text = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (!suggestion.isEmpty()) {
      after.addAll(
          at,
          List.of((carriageReturns ? text.replace("\n", "\r\n") + "\r" : text).split("\n", -1)));
    }
    return String.join("\n", after);
  }
}
