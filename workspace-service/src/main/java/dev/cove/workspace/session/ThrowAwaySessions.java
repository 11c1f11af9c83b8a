package dev.cove.workspace.session;

import dev.cove.starter.id.TimeOrderedUuid;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sessions in which somebody runs a snapshot of another person's files for a while: never part of
 * the list of sessions, without a network, few at once, and deleted when their time is over.
 * Thread-safe.
 */
@Service
public class ThrowAwaySessions {

  /**
   * What is wanted.
   *
   * @param snapshot whose files
   * @param authors everybody whose work is in the snapshot
   */
  public record Wanted(UUID snapshot, UUID owner, String name, Set<UUID> authors) {}

  /**
   * The session.
   *
   * @param fresh whether it was made now
   */
  public record Given(UUID sessionId, Instant expiresAt, boolean fresh) {}

  private static final int BATCH = 50;

  private final Sessions sessions;
  private final SessionService service;
  private final InitialFiles initialFiles;
  private final SessionKeys keys;
  private final SessionProperties properties;
  private final EntityManager entities;
  private final Clock clock;

  ThrowAwaySessions(
      Sessions sessions,
      SessionService service,
      InitialFiles initialFiles,
      SessionKeys keys,
      SessionProperties properties,
      EntityManager entities,
      Clock clock) {
    this.sessions = sessions;
    this.service = service;
    this.initialFiles = initialFiles;
    this.keys = keys;
    this.properties = properties;
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * The owner's living session of the snapshot, made now when there is none.
   *
   * @throws dev.cove.starter.problem.ProblemException {@code throw-away-limit}
   */
  @Transactional
  public Given give(Wanted wanted) {
    keys.lockOwner(wanted.owner());
    Instant now = now();
    Optional<Session> before =
        sessions.findByOwnerIdAndSnapshotId(wanted.owner(), wanted.snapshot());
    if (before.isPresent() && isLiving(before.get(), now)) {
      return given(before.get(), false);
    }
    before.ifPresent(session -> {
      service.remove(session);
      sessions.flush();
    });
    List<Session> running =
        sessions.findByOwnerIdAndExpiresAtAfterOrderByExpiresAt(wanted.owner(), now);
    if (running.size() >= properties.maxThrowAway()) {
      throw SessionErrors.tooManyThrowAway(properties.maxThrowAway(), running);
    }
    return given(make(wanted, now), true);
  }

  /** Ends the owner's session of the snapshot; nothing happens when there is none. */
  @Transactional
  public void end(UUID snapshot, UUID owner) {
    sessions.findByOwnerIdAndSnapshotId(owner, snapshot).ifPresent(service::remove);
  }

  /** Deletes some sessions whose time is over; says how many. */
  @Transactional
  int removeExpired() {
    List<Session> due = sessions.findByExpiresAtLessThanEqual(now(), Limit.of(BATCH));
    due.forEach(service::remove);
    return due.size();
  }

  private Session make(Wanted wanted, Instant now) {
    Set<UUID> authors = new LinkedHashSet<>(wanted.authors());
    authors.add(wanted.owner());
    Session session =
        sessions.save(
            Session.throwAway(
                TimeOrderedUuid.next(),
                wanted.owner(),
                wanted.name(),
                authors,
                wanted.snapshot(),
                now,
                now.plus(properties.throwAwayLife())));
    sessions.flush();
    initialFiles.ofSnapshot(session.id(), wanted.snapshot());
    entities.refresh(session);
    service.created(session);
    return session;
  }

  private static boolean isLiving(Session session, Instant now) {
    Instant end = session.expiresAt();
    return end != null && end.isAfter(now);
  }

  private static Given given(Session session, boolean fresh) {
    Instant end = session.expiresAt();
    if (end == null) {
      throw new IllegalStateException("a session without an end: " + session.id());
    }
    return new Given(session.id(), end, fresh);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
