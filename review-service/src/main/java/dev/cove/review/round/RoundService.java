package dev.cove.review.round;

import dev.cove.review.review.LeaseProperties;
import dev.cove.review.review.Review;
import dev.cove.review.review.ReviewAccess;
import dev.cove.review.review.Reviews;
import dev.cove.review.review.Transitions;
import dev.cove.review.round.SnapshotSource.Content;
import dev.cove.starter.security.CurrentUser;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * Shows rounds to who may see the review: always the snapshot, never the live session. Thread-safe.
 */
@Service
public class RoundService {

  private final ReviewAccess access;
  private final Reviews reviews;
  private final Rounds rounds;
  private final SnapshotSource snapshots;
  private final RoundDiffs diffs;
  private final Transitions transitions;
  private final LeaseProperties lease;

  RoundService(
      ReviewAccess access,
      Reviews reviews,
      Rounds rounds,
      SnapshotSource snapshots,
      RoundDiffs diffs,
      Transitions transitions,
      LeaseProperties lease) {
    this.access = access;
    this.reviews = reviews;
    this.rounds = rounds;
    this.snapshots = snapshots;
    this.diffs = diffs;
    this.transitions = transitions;
    this.lease = lease;
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
   * @param against the older round; 0 for nothing at all
   */
  public List<FileDiff> diff(UUID id, int number, int against, CurrentUser user) {
    UUID after = round(id, number, user).snapshotId();
    UUID before = against == 0 ? null : round(id, against, user).snapshotId();
    return diffs.between(before, after);
  }

  /** What the caller has marked as viewed in a round. */
  public Set<String> viewed(UUID id, int number, CurrentUser user) {
    round(id, number, user);
    return rounds.viewed(id, number, user.id());
  }

  /** Marks a file as viewed by the caller, or not. */
  public void mark(UUID id, int number, CurrentUser user, String path, boolean viewed) {
    Review review = access.visible(id, user);
    String known =
        tree(id, number, user).file(path).map(Manifest.Item::path).orElseThrow(RoundErrors::noFile);
    rounds.mark(id, number, user.id(), known, viewed, transitions.now());
    reviews.renewLease(review.id(), user.id(), transitions.now().plus(lease.duration()));
  }

  private Round round(UUID id, int number, CurrentUser user) {
    Review review = access.visible(id, user);
    return rounds.find(review.id(), number).orElseThrow(() -> RoundErrors.noRound(number));
  }
}
