package dev.cove.auth.account;

import dev.cove.starter.problem.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords, a bounded number at once. Thread-safe. Never call it inside a
 * transaction: it would hold a connection while it computes.
 */
@Component
public class Passwords {

  /** The fewest characters of a password. */
  public static final int MIN_LENGTH = 8;

  /** The most characters of a password; more costs time without adding strength. */
  public static final int MAX_LENGTH = 128;

  private final PasswordEncoder encoder;
  private final Semaphore turns;
  private final PasswordProperties properties;
  private final String nobodysHash;

  Passwords(PasswordProperties properties) {
    this.properties = properties;
    this.encoder =
        new Argon2PasswordEncoder(16, 32, 1, properties.memoryKib(), properties.iterations());
    this.turns = new Semaphore(properties.parallel(), true);
    this.nobodysHash = hash("nobody has this password");
  }

  /** The encoded, salted hash of a password. */
  public String hash(String password) {
    return inTurn(() -> encoder.encode(password));
  }

  /**
   * Whether a password belongs to a hash. It takes the same time when there is no hash, because
   * there is no such account.
   */
  public boolean matches(String password, @Nullable String hash) {
    String bounded = password.length() > MAX_LENGTH ? "" : password;
    boolean equal = inTurn(() -> encoder.matches(bounded, hash == null ? nobodysHash : hash));
    return equal && hash != null && !bounded.isEmpty();
  }

  private <T> T inTurn(Supplier<T> computation) {
    try {
      if (!turns.tryAcquire(properties.patience().toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return computation.get();
    } finally {
      turns.release();
    }
  }

  private static ProblemException busy() {
    return new ProblemException(
            HttpStatus.SERVICE_UNAVAILABLE,
            "busy",
            "Too many people log in just now. Try again in a few seconds.")
        .header("Retry-After", "5");
  }
}
