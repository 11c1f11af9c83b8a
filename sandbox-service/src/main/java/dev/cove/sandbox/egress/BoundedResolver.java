package dev.cove.sandbox.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names on a few threads of its own and waits only so long: the system's resolver cannot
 * be interrupted, and would hold a carrier of virtual threads meanwhile. Thread-safe.
 */
final class BoundedResolver implements AutoCloseable {

  private static final int THREADS = 8;
  private static final int WAITING = 64;

  private final NameResolver resolver;
  private final Duration within;
  private final ExecutorService threads;

  BoundedResolver(NameResolver resolver, Duration within) {
    this.resolver = resolver;
    this.within = within;
    var pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("egress-resolver-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    this.threads = pool;
  }

  /**
   * The addresses of a name.
   *
   * @param places of whoever asks; one is taken until the lookup really ends, also when nobody
   *     waits for it any more
   */
  List<InetAddress> resolve(String host, Semaphore places) throws Refusal {
    Future<List<InetAddress>> answer;
    try {
      if (!places.tryAcquire(within.toMillis(), TimeUnit.MILLISECONDS)) {
        throw tooSlow(host);
      }
      answer = submit(host, places);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw tooSlow(host);
    }
    try {
      return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw tooSlow(host);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw tooSlow(host);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw new Refusal(Refusal.Rule.NO_SUCH_NAME, "nobody knows the name " + host);
      }
      throw new Refusal(Refusal.Rule.NO_SUCH_NAME, "the name " + host + " could not be resolved");
    }
  }

  private Future<List<InetAddress>> submit(String host, Semaphore places) throws Refusal {
    try {
      return threads.submit(() -> {
        try {
          return resolver.resolve(host);
        } finally {
          places.release();
        }
      });
    } catch (RejectedExecutionException _) {
      places.release();
      throw tooSlow(host);
    }
  }

  private static Refusal tooSlow(String host) {
    return new Refusal(
        Refusal.Rule.NAME_TOO_SLOW, "the name " + host + " was not resolved in time");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
