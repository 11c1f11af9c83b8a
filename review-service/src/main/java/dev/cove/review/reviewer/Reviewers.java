package dev.cove.review.reviewer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cove.starter.security.CurrentUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may review. Answers from the read model, and asks auth-service when that would say no: an
 * event about a fresh reviewer may still be on its way. Thread-safe.
 */
@Service
public class Reviewers {

  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final People people;
  private final Accounts accounts;
  private final ApplicationEventPublisher events;
  private final Cache<UUID, Level> askedLately =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(ASK_AGAIN).build();

  Reviewers(People people, Accounts accounts, ApplicationEventPublisher events) {
    this.people = people;
    this.accounts = accounts;
    this.events = events;
  }

  /** The person's level now, asking auth-service at most once a second about who is none. */
  public Level level(UUID id) {
    Level known = known(id);
    if (known != Level.NONE || askedLately.getIfPresent(id) != null) {
      return known;
    }
    Level answered = refreshed(id);
    askedLately.put(id, answered);
    return answered;
  }

  /** The level in the read model. */
  public Level known(UUID id) {
    return people.find(id).map(Person::effectiveLevel).orElse(Level.NONE);
  }

  /** The level after asking auth-service; the known one when it does not answer. */
  public Level refreshed(UUID id) {
    accounts.find(id).ifPresent(people::put);
    return known(id);
  }

  /** Makes sure that the caller has a name here, also when nobody else has told it yet. */
  public void remember(CurrentUser user) {
    Optional<Person> known = people.find(user.id());
    if (known.isEmpty() && refreshed(user.id()) == Level.NONE) {
      people.put(
          new Person(
              user.id(),
              user.username(),
              null,
              user.admin() ? "ADMIN" : "USER",
              Level.NONE,
              false,
              false,
              Instant.EPOCH));
    }
  }

  /** Takes news about a person. */
  @Transactional
  public void learn(Person person) {
    if (people.put(person)) {
      events.publishEvent(new ReviewerChanged(person.id(), person.effectiveLevel(), false));
    }
  }

  /** Takes the news that an account may not be used any more. */
  @Transactional
  public void disable(UUID id, Instant at) {
    if (people.disable(id, at)) {
      events.publishEvent(new ReviewerChanged(id, Level.NONE, false));
    }
  }

  /** Takes the news that an account is gone. */
  @Transactional
  public void delete(UUID id, Instant at) {
    if (people.delete(id, at)) {
      events.publishEvent(new ReviewerChanged(id, Level.NONE, true));
    }
  }
}
