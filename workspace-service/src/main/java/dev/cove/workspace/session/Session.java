package dev.cove.workspace.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AfterDomainEventPublication;
import org.springframework.data.domain.DomainEvents;
import org.springframework.data.domain.Persistable;

/**
 * A session: a person's named workspace. Revision and totals belong to its files and are only read
 * here; they are written where files change, with this row locked.
 */
@Entity
@Table(name = "session")
@DynamicUpdate
public class Session implements Persistable<UUID> {

  private static final String EMPTY = "empty";

  @Id private UUID id;

  @Column(updatable = false)
  private UUID ownerId;

  private String name;
  private String description;

  @Column(updatable = false)
  private String template;

  @Enumerated(EnumType.STRING)
  private SessionStatus status;

  @Column(updatable = false)
  private UUID[] authors;

  @Column(insertable = false, updatable = false)
  private long revision;

  @Column(insertable = false, updatable = false)
  private int fileCount;

  @Column(insertable = false, updatable = false)
  private long bytes;

  @Column(updatable = false)
  private Instant createdAt;

  private Instant updatedAt;

  @Column(insertable = false, updatable = false)
  private @Nullable Instant lastOpenedAt;

  @Column(updatable = false)
  private Instant lastUsedAt;

  private @Nullable Instant trashedAt;

  @Column(updatable = false)
  private @Nullable UUID snapshotId;

  @Column(updatable = false)
  private @Nullable Instant expiresAt;

  @Version private long version;

  @Transient private boolean fresh;
  @Transient private final List<Object> events = new ArrayList<>();

  /** For JPA. */
  protected Session() {}

  /**
   * A new session.
   *
   * @param authors everybody whose work is in it, the owner among them
   */
  static Session create(
      UUID id,
      UUID ownerId,
      String name,
      String description,
      String template,
      Collection<UUID> authors,
      Instant now) {
    var session = new Session();
    session.id = id;
    session.ownerId = ownerId;
    session.name = name;
    session.description = description;
    session.template = template;
    session.status = SessionStatus.ACTIVE;
    session.authors = authors.toArray(UUID[]::new);
    session.createdAt = now;
    session.updatedAt = now;
    session.lastUsedAt = now;
    session.fresh = true;
    return session;
  }

  /** A session that has the files of a snapshot and is deleted at a time. */
  static Session throwAway(
      UUID id,
      UUID ownerId,
      String name,
      Collection<UUID> authors,
      UUID snapshot,
      Instant now,
      Instant end) {
    Session session = create(id, ownerId, name, "", EMPTY, authors, now);
    session.snapshotId = snapshot;
    session.expiresAt = end;
    return session;
  }

  /** Gives it another name or description. */
  void describe(@Nullable String newName, @Nullable String newDescription, Instant now) {
    String nextName = newName == null ? name : newName;
    String nextDescription = newDescription == null ? description : newDescription;
    if (nextName.equals(name) && nextDescription.equals(description)) {
      return;
    }
    name = nextName;
    description = nextDescription;
    updatedAt = now;
    events.add(new SessionUpdated(id, ownerId, name, status));
  }

  /** Brings it into another state; the one it is in already changes nothing. */
  void become(SessionStatus next, Instant now) {
    if (next == status) {
      return;
    }
    status = next;
    updatedAt = now;
    trashedAt = next == SessionStatus.TRASHED ? now : null;
    events.add(
        switch (next) {
          case TRASHED -> new SessionTrashed(id, ownerId);
          case ACTIVE, ARCHIVED -> new SessionUpdated(id, ownerId, name, status);
        });
  }

  @DomainEvents
  Collection<Object> events() {
    return List.copyOf(events);
  }

  @AfterDomainEventPublication
  void published() {
    events.clear();
    fresh = false;
  }

  @Override
  public UUID getId() {
    return id;
  }

  @Override
  public boolean isNew() {
    return fresh;
  }

  /** Its id. */
  public UUID id() {
    return id;
  }

  /** Whose it is. */
  public UUID ownerId() {
    return ownerId;
  }

  /** What its owner calls it. */
  public String name() {
    return name;
  }

  /** What its owner says about it; empty when nothing. */
  public String description() {
    return description;
  }

  /** What it was made from. */
  public String template() {
    return template;
  }

  /** Where it is in its life. */
  public SessionStatus status() {
    return status;
  }

  /** Everybody whose work is in it. */
  public List<UUID> authors() {
    return Arrays.asList(authors);
  }

  /** The revision its files are in. */
  public long revision() {
    return revision;
  }

  /** How many files it has. */
  public int fileCount() {
    return fileCount;
  }

  /** How many bytes its files have. */
  public long bytes() {
    return bytes;
  }

  /** When it was made. */
  public Instant createdAt() {
    return createdAt;
  }

  /** When it or a file of it last changed. */
  public Instant updatedAt() {
    return updatedAt;
  }

  /** When a browser last opened it, if one ever did. */
  public @Nullable Instant lastOpenedAt() {
    return lastOpenedAt;
  }

  /** Since when it is in the trash, if it is there. */
  public @Nullable Instant trashedAt() {
    return trashedAt;
  }

  /** When it is deleted; null for a session that stays. */
  public @Nullable Instant expiresAt() {
    return expiresAt;
  }

  /** Whether it only runs a snapshot for a while. */
  public boolean throwAway() {
    return expiresAt != null;
  }

  /** What the list is sorted by. */
  Instant lastUsedAt() {
    return lastUsedAt;
  }
}
