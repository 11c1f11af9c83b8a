package dev.cove.workspace.session;

import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.web.Slice;
import dev.cove.workspace.maintenance.MaintenanceLock;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The life of sessions. Thread-safe. */
@Service
public class SessionService {

  private static final Set<SessionStatus> STORED =
      Set.of(SessionStatus.ACTIVE, SessionStatus.ARCHIVED);

  private final Sessions sessions;
  private final InitialFiles initialFiles;
  private final TemplateNetworks networks;
  private final SessionKeys keys;
  private final MaintenanceLock lock;
  private final SessionProperties properties;
  private final ApplicationEventPublisher events;
  private final EntityManager entities;
  private final JdbcTemplate jdbc;
  private final Clock clock;

  SessionService(
      Sessions sessions,
      InitialFiles initialFiles,
      TemplateNetworks networks,
      SessionKeys keys,
      MaintenanceLock lock,
      SessionProperties properties,
      ApplicationEventPublisher events,
      EntityManager entities,
      JdbcTemplate jdbc,
      Clock clock) {
    this.sessions = sessions;
    this.initialFiles = initialFiles;
    this.networks = networks;
    this.keys = keys;
    this.lock = lock;
    this.properties = properties;
    this.events = events;
    this.entities = entities;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What a new session is to be.
   *
   * @param template which template, unless it is a copy
   * @param copyOf an own session to copy
   * @param idempotencyKey the same key again answers the same session
   */
  public record NewSession(
      String name,
      String description,
      String template,
      @Nullable UUID copyOf,
      @Nullable String idempotencyKey) {}

  /** Makes a session with its first files. */
  @Transactional
  public Session create(UUID owner, NewSession wanted) {
    keys.lockOwner(owner);
    Optional<Session> before =
        Optional.ofNullable(wanted.idempotencyKey())
            .flatMap(key -> keys.find(owner, key))
            .flatMap(sessions::findById);
    if (before.isPresent()) {
      return before.get();
    }
    checkRoom(owner);
    Session source = wanted.copyOf() == null ? null : get(owner, wanted.copyOf());
    if (source != null && source.throwAway()) {
      throw SessionErrors.throwAway();
    }
    Set<UUID> authors = new LinkedHashSet<>(Set.of(owner));
    if (source != null) {
      authors.addAll(source.authors());
    }
    Session session =
        sessions.save(
            Session.create(
                TimeOrderedUuid.next(),
                owner,
                wanted.name(),
                wanted.description(),
                source == null ? wanted.template() : source.template(),
                authors,
                now()));
    sessions.flush();
    if (source == null) {
      initialFiles.fromTemplate(session.id(), wanted.template());
    } else {
      initialFiles.copyOf(session.id(), source.id());
    }
    entities.refresh(session);
    if (wanted.idempotencyKey() != null) {
      keys.remember(owner, wanted.idempotencyKey(), session.id(), now());
    }
    created(session);
    return session;
  }

  /** How far the session's sandbox may reach: what its template declares; others' work nowhere. */
  public NetworkMode network(Session session) {
    return session.throwAway() ? NetworkMode.NONE : networks.network(session.template());
  }

  /** Tells of a session that has its first files. */
  void created(Session session) {
    events.publishEvent(
        new SessionCreated(
            session.id(),
            session.ownerId(),
            session.name(),
            session.template(),
            session.revision(),
            network(session)));
  }

  /** A session of that owner; anybody else is told that there is none. */
  @Transactional(readOnly = true)
  public Session get(UUID owner, UUID id) {
    return sessions
        .findById(id)
        .filter(session -> session.ownerId().equals(owner))
        .orElseThrow(() -> SessionErrors.notFound(id));
  }

  /** A session, for another service. */
  @Transactional(readOnly = true)
  public Session get(UUID id) {
    return sessions.findById(id).orElseThrow(() -> SessionErrors.notFound(id));
  }

  /** A session, if there is one. */
  @Transactional(readOnly = true)
  public Optional<Session> find(UUID id) {
    return sessions.findById(id);
  }

  /** The owner's sessions, newest use first; those in the trash only when asked for. */
  @Transactional(readOnly = true)
  public Slice<Session> list(
      UUID owner,
      @Nullable String query,
      @Nullable SessionStatus status,
      @Nullable String cursor,
      int limit) {
    SessionCursor from = SessionCursor.from(cursor);
    List<Session> found =
        sessions.page(
            owner,
            status == null ? STORED : Set.of(status),
            pattern(query),
            from.usedAt(),
            from.id(),
            Limit.of(limit + 1));
    return Slice.of(found, limit, SessionCursor::after);
  }

  /** Gives a session another name, description or state. Null leaves as it is. */
  @Transactional
  public Session update(
      UUID owner,
      UUID id,
      @Nullable String name,
      @Nullable String description,
      @Nullable SessionStatus status) {
    Session session = get(owner, id);
    session.describe(name, description, now());
    if (status != null) {
      checkMove(session, status);
      session.become(status, now());
    }
    sessions.save(session);
    sessions.flush();
    return session;
  }

  /** Puts a session into the trash; a throw-away one is deleted. */
  @Transactional
  public void trash(UUID owner, UUID id) {
    Session session = get(owner, id);
    if (session.throwAway()) {
      remove(session);
    } else {
      update(owner, id, null, null, SessionStatus.TRASHED);
    }
  }

  /** Deletes a session with all its files and versions; only snapshots of it stay. */
  @Transactional
  public void delete(UUID owner, UUID id) {
    remove(get(owner, id));
  }

  /** Deletes everything of a user whose account is gone. */
  @Transactional
  public void deleteAllOf(UUID owner) {
    sessions.findByOwnerId(owner).forEach(this::remove);
    keys.forgetOwner(owner);
  }

  /**
   * Deletes some sessions that have been in the trash for too long; says how many. One instance at
   * a time does this.
   */
  @Transactional
  public int emptyTrash() {
    if (!lock.take("trash")) {
      return 0;
    }
    List<Session> due =
        sessions.findByTrashedAtBefore(now().minus(properties.trashAge()), Limit.of(20));
    due.forEach(this::remove);
    return due.size();
  }

  /** Notes that a browser has opened the session. */
  @Transactional
  public void opened(UUID id) {
    java.sql.Timestamp time = java.sql.Timestamp.from(now());
    jdbc.update(
        "update session set last_opened_at = ?, last_used_at = greatest(last_used_at, ?) where id = ?",
        time,
        time,
        id);
  }

  /** Deletes a session with all its files and versions. */
  void remove(Session session) {
    sessions.delete(session);
    events.publishEvent(new SessionDeleted(session.id(), session.ownerId()));
  }

  private void checkMove(Session session, SessionStatus next) {
    if (session.status() == next) {
      return;
    }
    if (session.throwAway()) {
      throw SessionErrors.throwAway();
    }
    keys.lockOwner(session.ownerId());
    if (next == SessionStatus.TRASHED) {
      long trashed =
          sessions.countByOwnerIdAndStatusInAndExpiresAtIsNull(
              session.ownerId(), Set.of(SessionStatus.TRASHED));
      if (trashed >= properties.maxTrashed()) {
        throw SessionErrors.trashFull(properties.maxTrashed(), trashed);
      }
    } else if (session.status() == SessionStatus.TRASHED) {
      checkRoom(session.ownerId());
    }
  }

  private void checkRoom(UUID owner) {
    long stored = sessions.countByOwnerIdAndStatusInAndExpiresAtIsNull(owner, STORED);
    if (stored >= properties.maxStored()) {
      throw SessionErrors.tooMany(properties.maxStored(), stored);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static String pattern(@Nullable String query) {
    if (query == null || query.isBlank()) {
      return "%";
    }
    String escaped = query.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
    return '%' + escaped + '%';
  }
}
