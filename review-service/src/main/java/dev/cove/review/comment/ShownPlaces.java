package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Place;
import dev.cove.review.comment.Comment.Side;
import dev.cove.review.comment.Shown.State;
import dev.cove.review.review.Review;
import dev.cove.review.round.LineFollower;
import dev.cove.review.round.LineFollower.Followed;
import dev.cove.review.round.LineMap.Range;
import dev.cove.review.round.RoundErrors;
import dev.cove.review.round.Rounds;
import dev.cove.starter.problem.ProblemException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds the places of comments again in other rounds than they were written on. Thread-safe. */
@Component
class ShownPlaces {

  private static final Logger log = LoggerFactory.getLogger(ShownPlaces.class);

  private final Rounds rounds;
  private final Places places;
  private final LineFollower follower;

  ShownPlaces(Rounds rounds, Places places, LineFollower follower) {
    this.rounds = rounds;
    this.places = places;
    this.follower = follower;
  }

  /**
   * Each place as it is in a round; without those that cannot be told just now because the files
   * cannot be read.
   */
  Map<Place, Shown> in(Review review, int round, Collection<Place> wanted) {
    UUID to =
        rounds.find(review.id(), round).orElseThrow(() -> RoundErrors.noRound(round)).snapshotId();
    Map<Place, Shown> shown = new HashMap<>();
    for (Place place : wanted) {
      try {
        shown.computeIfAbsent(place, _ -> in(review, round, to, place));
      } catch (ProblemException e) {
        log.debug("The place of a comment cannot be followed", e);
      }
    }
    return shown;
  }

  private Shown in(Review review, int round, UUID to, Place place) {
    String path = place.path();
    if (path == null) {
      return new Shown(round, null, null, null, null, State.GENERAL);
    }
    if (place.round() == round) {
      return new Shown(round, path, place.side(), place.line(), place.endLine(), State.HERE);
    }
    Integer line = place.line();
    Range lines =
        line == null ? null : new Range(line, Objects.requireNonNullElse(place.endLine(), line));
    Followed followed = follower.follow(places.snapshot(review, place), to, path, lines);
    if (followed.path() == null) {
      return new Shown(round, null, null, null, null, State.FILE_GONE);
    }
    Range found = followed.lines();
    if (found == null) {
      State state = line == null ? State.MAPPED : State.LINE_GONE;
      return new Shown(round, followed.path(), Side.NEW, null, null, state);
    }
    Integer end = place.endLine() == null ? null : found.last();
    return new Shown(round, followed.path(), Side.NEW, found.first(), end, State.MAPPED);
  }
}
