package dev.cove.review.round;

import dev.cove.review.review.HolderActs;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.Transitions;
import dev.cove.review.round.SnapshotSource.Content;
import dev.cove.starter.security.CurrentUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Shows rounds to who may see the review: always the snapshot, never the live session. Thread-safe.
 */
@Service
public class RoundService {

  private final ReviewAccess access;
  private final Visits visits;
  private final Rounds rounds;
  private final SnapshotSource snapshots;
  private final RoundDiffs diffs;
  private final Transitions transitions;
  private final HolderActs acts;

  RoundService(
      ReviewAccess access,
      Visits visits,
      Rounds rounds,
      SnapshotSource snapshots,
      RoundDiffs diffs,
      Transitions transitions,
      HolderActs acts) {
    this.access = access;
    this.visits = visits;
    this.rounds = rounds;
    this.snapshots = snapshots;
    this.diffs = diffs;
    this.transitions = transitions;
    this.acts = acts;
  }

  /** All rounds, first one first. */
  public List<Round> list(UUID id, CurrentUser user) {
    return rounds.list(access.visible(id, user).id());
  }

  /** What is in a round. */
  public Manifest tree(UUID id, int number, CurrentUser user) {
    return snapshots.manifest(round(id, number, user).snapshotId());
  }

  /** One file of a round. */
  public Content file(UUID id, int number, String path, CurrentUser user) {
    return snapshots.file(round(id, number, user).snapshotId(), path);
  }

  /** Whether a file of a round is binary. */
  public boolean binary(UUID id, int number, String path, CurrentUser user) {
    return tree(id, number, user).file(path).map(Manifest.Item::binary).orElse(true);
  }

  /**
   * What changed from one round to another.
   *
   * @param sinceVisit whether the older round is the last one the caller has looked at
   */
  public record Difference(int round, int against, boolean sinceVisit, List<FileDiff> files) {}

  /**
   * What changed from one round to another.
   *
   * @param against the older round; 0 for nothing at all; null for the newest before that the
   *     caller has looked at, or else the one before
   */
  public Difference diff(
      UUID id, int number, @Nullable Integer against, WhiteSpace whiteSpace, CurrentUser user) {
    UUID after = round(id, number, user).snapshotId();
    OptionalInt visited =
        against == null ? visits.newestBefore(id, user.id(), number) : OptionalInt.empty();
    int older = against == null ? visited.orElse(number - 1) : against;
    UUID before = older == 0 ? null : round(id, older, user).snapshotId();
    return new Difference(
        number, older, visited.isPresent(), diffs.between(before, after, whiteSpace));
  }

  /** When the caller last looked at each round. */
  public Map<Integer, Instant> visits(UUID id, CurrentUser user) {
    return visits.of(access.visible(id, user).id(), user.id());
  }

  /** Notes that the caller looks at a round. */
  public void visit(UUID id, int number, CurrentUser user) {
    round(id, number, user);
    visits.note(id, user.id(), number, transitions.now());
  }

  /** What the caller has marked as viewed in a round, here or with the same content elsewhere. */
  public Set<String> viewed(UUID id, int number, CurrentUser user) {
    Manifest manifest = tree(id, number, user);
    return rounds.viewed(id, number, user.id(), manifest);
  }

  /** Marks a file as viewed by the caller, or not. */
  public void mark(UUID id, int number, CurrentUser user, String path, boolean viewed) {
    Review review = access.visible(id, user);
    Manifest.Item file = tree(id, number, user).file(path).orElseThrow(RoundErrors::noFile);
    if (viewed) {
      rounds.mark(id, number, user.id(), file, transitions.now());
    } else {
      rounds.unmark(id, number, user.id(), file);
    }
    visits.note(id, user.id(), number, transitions.now());
    acts.acted(review, user.id());
  }

  /** Whether the session's files are other than in the newest round; null when it is gone. */
  public @Nullable Boolean changedSince(UUID id, CurrentUser user) {
    return changedSince(access.visible(id, user));
  }

  /** Whether the session's files are other than in the newest round; null when it is gone. */
  public @Nullable Boolean changedSince(Review review) {
    Round newest =
        rounds
            .find(review.id(), review.round())
            .orElseThrow(() -> RoundErrors.noRound(review.round()));
    return snapshots.differs(newest.snapshotId(), review.paths());
  }

  private Round round(UUID id, int number, CurrentUser user) {
    Review review = access.visible(id, user);
    return rounds.find(review.id(), number).orElseThrow(() -> RoundErrors.noRound(number));
  }
}
