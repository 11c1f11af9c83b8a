package dev.cove.review.review;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cove.starter.event.DomainEvent;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something happened to a review; the seven types on {@code cove.reviews} share their data.
 *
 * @param type one of the constants here
 * @param reviewer who holds or held it
 * @param actor who did it; null when time or an account's end did
 * @param outcome the verdict of {@code review-completed}, or why a claim ended
 * @param commentId the comment of {@code review-commented}
 * @param recipients whom to notify; never the actor
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewChanged(
    @JsonIgnore String type,
    UUID reviewId,
    UUID sessionId,
    String title,
    ReviewStatus status,
    Priority priority,
    int round,
    UUID submittedBy,
    @Nullable UUID reviewer,
    @Nullable UUID actor,
    @Nullable String outcome,
    @Nullable UUID commentId,
    @Nullable String path,
    @Nullable Integer line,
    List<UUID> recipients)
    implements DomainEvent {

  /** A review came into the queue. */
  public static final String SUBMITTED = "review-submitted";

  /** Somebody holds it now. */
  public static final String CLAIMED = "review-claimed";

  /** It is back in the queue. */
  public static final String RELEASED = "review-released";

  /** A comment was published on its own. */
  public static final String COMMENTED = "review-commented";

  /** The author sent a new round. */
  public static final String RESUBMITTED = "review-resubmitted";

  /** The reviewer gave a verdict, with all their drafts. */
  public static final String COMPLETED = "review-completed";

  /** The author took it back. */
  public static final String WITHDRAWN = "review-withdrawn";

  /** What happened to a review as it is now, for those among the recipients who did not do it. */
  public static ReviewChanged of(
      String type, Review now, @Nullable UUID actor, Collection<@Nullable UUID> recipients) {
    return new ReviewChanged(
        type,
        now.id(),
        now.sessionId(),
        now.title(),
        now.status(),
        now.priority(),
        now.round(),
        now.submittedBy(),
        now.reviewer(),
        actor,
        null,
        null,
        null,
        null,
        recipients.stream()
            .filter(id -> id != null && !id.equals(actor))
            .<UUID>map(id -> id)
            .distinct()
            .toList());
  }

  /** The same with a verdict or a reason. */
  public ReviewChanged outcome(String given) {
    return new ReviewChanged(
        type,
        reviewId,
        sessionId,
        title,
        status,
        priority,
        round,
        submittedBy,
        reviewer,
        actor,
        given,
        commentId,
        path,
        line,
        recipients);
  }

  /** The same with the person who held the claim until now. */
  public ReviewChanged formerly(@Nullable UUID holder) {
    return new ReviewChanged(
        type,
        reviewId,
        sessionId,
        title,
        status,
        priority,
        round,
        submittedBy,
        holder,
        actor,
        outcome,
        commentId,
        path,
        line,
        recipients);
  }

  /** The same about a comment and its place. */
  public ReviewChanged comment(
      UUID id, int onRound, @Nullable String inPath, @Nullable Integer atLine) {
    return new ReviewChanged(
        type,
        reviewId,
        sessionId,
        title,
        status,
        priority,
        onRound,
        submittedBy,
        reviewer,
        actor,
        outcome,
        id,
        inPath,
        atLine,
        recipients);
  }

  @Override
  public String topic() {
    return "cove.reviews";
  }

  @Override
  public String key() {
    return reviewId.toString();
  }
}
