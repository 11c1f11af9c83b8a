package dev.cove.starter.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list by cursor, as the public contract has it.
 *
 * @param items at most {@code limit} items
 * @param nextCursor what to send as {@code cursor} for the next page, or null at the end
 */
public record Slice<T>(List<T> items, @Nullable String nextCursor) {

  /** Items a page has unless told, and at most. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most items one page may have. */
  public static final int MAX_LIMIT = 200;

  /** Brings a requested limit into bounds. */
  public static int limit(@Nullable Integer requested) {
    return requested == null ? DEFAULT_LIMIT : Math.clamp(requested, 1, MAX_LIMIT);
  }

  /**
   * A page from a query that asked for one item more than the limit.
   *
   * @param found up to limit + 1 items in order
   * @param cursor the cursor that stands for an item
   */
  public static <T> Slice<T> of(List<T> found, int limit, Function<T, String> cursor) {
    if (found.size() <= limit) {
      return new Slice<>(List.copyOf(found), null);
    }
    List<T> page = List.copyOf(found.subList(0, limit));
    return new Slice<>(page, cursor.apply(page.getLast()));
  }

  /** The same page with other items. */
  public <R> Slice<R> map(Function<? super T, ? extends R> mapping) {
    return new Slice<>(items.stream().<R>map(mapping).toList(), nextCursor);
  }
}
