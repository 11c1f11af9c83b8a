package dev.cove.auth.account;

import dev.cove.starter.problem.ProblemException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes and checks passwords, a bounded number at once, on threads of its own: on virtual threads
 * the computation would keep every other request from running. Thread-safe. Never call it inside a
 * transaction: it would hold a connection while it computes.
 */
@Component
public class Passwords implements AutoCloseable {

  /** The fewest characters of a password. */
  public static final int MIN_LENGTH = 8;

  /** The most characters of a password; more costs time without adding strength. */
  public static final int MAX_LENGTH = 128;

  private static final int MAX_WAITING = 1000;

  private final PasswordEncoder encoder;
  private final ThreadPoolExecutor threads;
  private final PasswordProperties properties;
  private final String nobodysHash;

  Passwords(PasswordProperties properties) {
    this.properties = properties;
    this.encoder =
        new Argon2PasswordEncoder(16, 32, 1, properties.memoryKib(), properties.iterations());
    this.threads =
        new ThreadPoolExecutor(
            properties.parallel(),
            properties.parallel(),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().daemon().name("password-", 0).factory());
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

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private <T> T inTurn(Callable<T> computation) {
    Future<T> turn;
    try {
      turn = threads.submit(computation);
    } catch (RejectedExecutionException e) {
      throw busy(e);
    }
    try {
      return turn.get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      turn.cancel(true);
      throw busy(e);
    } catch (InterruptedException e) {
      turn.cancel(true);
      Thread.currentThread().interrupt();
      throw busy(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }

  private static ProblemException busy(Exception cause) {
    ProblemException problem =
        new ProblemException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "busy",
                "Too many people log in just now. Try again in a few seconds.")
            .header("Retry-After", "5");
    problem.initCause(cause);
    return problem;
  }
}
