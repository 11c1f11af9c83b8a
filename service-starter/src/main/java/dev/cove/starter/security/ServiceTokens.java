package dev.cove.starter.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this service's own short-lived token for {@code /internal/**} and renews it a minute before
 * its end. Thread-safe; one renewal at a time.
 */
public final class ServiceTokens {

  /**
   * A token as auth-service gives it.
   *
   * @param accessToken the token
   * @param expiresIn seconds until it ends
   */
  public record Issued(String accessToken, long expiresIn) {}

  private record Held(String token, Instant renewAt) {}

  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Supplier<Issued> issuer;
  private final Clock clock;
  private final ReentrantLock renewal = new ReentrantLock();
  private volatile @Nullable Held held;

  /**
   * @param issuer asks auth-service for a new token
   * @param clock the time
   */
  public ServiceTokens(Supplier<Issued> issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A token that is valid for at least some seconds more. */
  public String current() {
    Held now = held;
    if (now != null && clock.instant().isBefore(now.renewAt())) {
      return now.token();
    }
    renewal.lock();
    try {
      now = held;
      if (now == null || !clock.instant().isBefore(now.renewAt())) {
        Issued issued = issuer.get();
        Duration life = Duration.ofSeconds(issued.expiresIn());
        Duration margin = life.compareTo(MARGIN.multipliedBy(2)) > 0 ? MARGIN : life.dividedBy(2);
        now = new Held(issued.accessToken(), clock.instant().plus(life.minus(margin)));
        held = now;
      }
      return Objects.requireNonNull(now).token();
    } finally {
      renewal.unlock();
    }
  }
}
