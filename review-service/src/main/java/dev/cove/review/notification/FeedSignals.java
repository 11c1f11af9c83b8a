package dev.cove.review.notification;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes whoever follows a feed on this instance, after the commit that changed it. Thread-safe. */
@Component
public class FeedSignals {

  private final ConcurrentHashMap<UUID, Set<Runnable>> followers = new ConcurrentHashMap<>();

  /** Calls {@code wake}, which must not block, whenever the recipient's feed may have changed. */
  public void follow(UUID recipient, Runnable wake) {
    followers.computeIfAbsent(recipient, _ -> new CopyOnWriteArraySet<>()).add(wake);
  }

  /** Ends {@link #follow}. */
  public void unfollow(UUID recipient, Runnable wake) {
    followers.computeIfPresent(
        recipient,
        (_, wakes) -> {
          wakes.remove(wake);
          return wakes.isEmpty() ? null : wakes;
        });
  }

  /** How many follow this feed here. */
  public int followers(UUID recipient) {
    return followers.getOrDefault(recipient, Set.of()).size();
  }

  Set<UUID> followed() {
    return Set.copyOf(followers.keySet());
  }

  /** Wakes all who follow any feed here. */
  void wakeAll() {
    followers.keySet().forEach(this::wake);
  }

  void wake(UUID recipient) {
    followers.getOrDefault(recipient, Set.of()).forEach(Runnable::run);
  }

  void afterCommit(UUID recipient) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wake(recipient);
          }
        });
  }
}
