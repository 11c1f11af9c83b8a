package dev.cove.review.round;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does a thing to many items, a few of them at a time, on threads of its own. */
final class FewAtOnce {

  private static final int AT_ONCE = 8;

  private FewAtOnce() {}

  /** The results, in the order of the items; the first failure ends it. */
  static <T, R> List<R> map(Collection<T> items, Function<T, R> work) {
    var permits = new Semaphore(AT_ONCE);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> running = new ArrayList<>();
      for (T item : items) {
        running.add(
            executor.submit(() -> {
              permits.acquire();
              try {
                return work.apply(item);
              } finally {
                permits.release();
              }
            }));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
