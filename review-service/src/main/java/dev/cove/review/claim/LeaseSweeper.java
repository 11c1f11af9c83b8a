package dev.cove.review.claim;

import dev.cove.review.notification.Notice;
import dev.cove.review.notification.Notifications;
import dev.cove.review.review.LeaseProperties;
import dev.cove.review.review.Review;
import dev.cove.review.review.Transitions;
import dev.cove.review.reviewer.Level;
import dev.cove.review.reviewer.ReviewerChanged;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Returns claims to the queue whose lease is over or whose holder may not review any more, and
 * tells holders in time. Every step is a compare-and-set, so any number of instances may sweep.
 */
@Component
public class LeaseSweeper {

  private final Claims claims;
  private final ClaimService service;
  private final Transitions transitions;
  private final Notifications notifications;
  private final LeaseProperties lease;
  private final TransactionTemplate transaction;

  LeaseSweeper(
      Claims claims,
      ClaimService service,
      Transitions transitions,
      Notifications notifications,
      LeaseProperties lease,
      PlatformTransactionManager transactions) {
    this.claims = claims;
    this.service = service;
    this.transitions = transitions;
    this.notifications = notifications;
    this.lease = lease;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Looks at all claims once. */
  @Scheduled(fixedDelayString = "${cove.lease.sweep:15s}")
  public void sweep() {
    Instant now = transitions.now();
    claims.lapsed(now).forEach(transitions::lapseIfDue);
    claims
        .holdersWithoutRight()
        .forEach(holder -> service.on(new ReviewerChanged(holder, Level.NONE, false)));
    long left = Math.round(lease.duration().toMillis() * (1 - lease.notice()));
    transaction.executeWithoutResult(
        _ -> claims.notice(now.plus(Duration.ofMillis(left))).forEach(this::tell));
  }

  private void tell(Review review) {
    UUID holder = Objects.requireNonNull(review.reviewer());
    String occasion = review.id() + " " + review.leaseExpiresAt();
    notifications.tell(
        holder,
        new Notice(
            UUID.nameUUIDFromBytes(occasion.getBytes(StandardCharsets.UTF_8)),
            "LEASE_ENDING",
            review.id(),
            review.sessionId(),
            "Your claim on “" + review.title() + "” ends soon",
            "Comment, decide or mark a file as viewed to keep it; else it returns to the queue.",
            "/reviews/" + review.id() + "?round=" + review.round()));
  }
}
