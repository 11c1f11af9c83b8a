package dev.cove.review.comment;

import dev.cove.review.comment.Comment.Place;
import dev.cove.review.comment.Comment.Side;
import dev.cove.review.review.Review;
import dev.cove.review.round.Manifest;
import dev.cove.review.round.RoundErrors;
import dev.cove.review.round.Rounds;
import dev.cove.review.round.SnapshotSource;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks that the place of a comment exists in the snapshot it names. Thread-safe. */
@Component
class Places {

  private final Rounds rounds;
  private final SnapshotSource snapshots;

  Places(Rounds rounds, SnapshotSource snapshots) {
    this.rounds = rounds;
    this.snapshots = snapshots;
  }

  /** The place with its defaults filled in. */
  Place checked(Review review, Place wish, boolean suggestion) {
    if (wish.round() < 1 || wish.round() > review.round()) {
      throw RoundErrors.noRound(wish.round());
    }
    String path = wish.path();
    Integer line = wish.line();
    if (path == null) {
      if (line != null) {
        throw CommentErrors.place("path", "is needed with a line");
      }
      if (suggestion) {
        throw CommentErrors.place("line", "is needed with a suggestion");
      }
      return new Place(wish.round(), null, null, null, null);
    }
    Side side = Objects.requireNonNullElse(wish.side(), Side.NEW);
    UUID snapshot = snapshot(review, wish.round(), side);
    Manifest.Item file = snapshots.manifest(snapshot).file(path).orElseThrow(RoundErrors::noFile);
    if (suggestion && (line == null || side == Side.OLD)) {
      throw CommentErrors.place("line", "of the newer side is needed with a suggestion");
    }
    checkLines(snapshot, file, line, wish.endLine());
    return new Place(wish.round(), path, side, line, wish.endLine());
  }

  /** The text of the file a place is in, as it was reviewed. */
  String text(Review review, Place place) {
    byte[] bytes =
        snapshots.file(snapshot(review, place), Objects.requireNonNull(place.path())).bytes();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The snapshot that a place is in: of the round before, for the older side. */
  UUID snapshot(Review review, Place place) {
    return snapshot(review, place.round(), Objects.requireNonNullElse(place.side(), Side.NEW));
  }

  private UUID snapshot(Review review, int round, Side side) {
    int number = side == Side.OLD && round > 1 ? round - 1 : round;
    return rounds
        .find(review.id(), number)
        .orElseThrow(() -> RoundErrors.noRound(number))
        .snapshotId();
  }

  private void checkLines(
      UUID snapshot, Manifest.Item file, @Nullable Integer line, @Nullable Integer endLine) {
    if (line == null) {
      if (endLine != null) {
        throw CommentErrors.place("line", "is needed with endLine");
      }
      return;
    }
    if (file.binary()) {
      throw CommentErrors.place("line", "does not exist in a binary file");
    }
    int last = endLine == null ? line : endLine;
    if (last < line) {
      throw CommentErrors.place("endLine", "must not be before line");
    }
    byte[] bytes = snapshots.file(snapshot, file.path()).bytes();
    int lines = 1;
    for (byte b : bytes) {
      lines += b == '\n' ? 1 : 0;
    }
    if (last > lines) {
      throw CommentErrors.place("line", "the file has %d lines in this round".formatted(lines));
    }
  }
}
