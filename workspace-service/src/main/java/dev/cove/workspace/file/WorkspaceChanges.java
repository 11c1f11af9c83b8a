package dev.cove.workspace.file;

import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.file.Openings.Opening;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way a session's files change. The session is locked, the work is done on a {@link
 * WorkspaceChange}, and items, versions, totals, the next revision, the log and the event are
 * written in the same transaction: all or nothing, and only then does the caller hear of success.
 * Work that changes nothing makes no revision. Thread-safe.
 */
@Component
public class WorkspaceChanges {

  private final Workspaces workspaces;
  private final Openings openings;
  private final Items items;
  private final Versions versions;
  private final Revisions revisions;
  private final FileProperties properties;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  WorkspaceChanges(
      Workspaces workspaces,
      Openings openings,
      Items items,
      Versions versions,
      Revisions revisions,
      FileProperties properties,
      ApplicationEventPublisher events,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.workspaces = workspaces;
    this.openings = openings;
    this.items = items;
    this.versions = versions;
    this.revisions = revisions;
    this.properties = properties;
    this.events = events;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /** A change by the session's owner. Anybody else is told that there is no such session. */
  public <T> T byOwner(
      UUID session,
      UUID owner,
      Origin origin,
      @Nullable String clientId,
      Function<WorkspaceChange, T> work) {
    return run(() -> Opening.of(workspaces.lock(session)), owner, origin, clientId, true, work);
  }

  /**
   * The same for saving one file: its content is stored before the session is locked, and the item
   * and the folders it is in are read then.
   */
  public <T> T savingByOwner(
      UUID session,
      UUID owner,
      @Nullable String clientId,
      FilePath path,
      Blob content,
      Function<WorkspaceChange, T> work) {
    return run(
        () -> openings.of(session, content, WorkspaceChange.withFolders(List.of(path))),
        owner,
        Origin.EDITOR,
        clientId,
        true,
        work);
  }

  /** A change that its sandbox made, which is still taken when the session is in the trash. */
  public <T> T bySandbox(UUID session, Function<WorkspaceChange, T> work) {
    return run(() -> Opening.of(workspaces.lock(session)), null, Origin.SANDBOX, null, true, work);
  }

  /** The first content of a new session: no event, since the session's own says the revision. */
  public <T> T initially(UUID session, Function<WorkspaceChange, T> work) {
    return run(() -> Opening.of(workspaces.lock(session)), null, Origin.IMPORT, null, false, work);
  }

  private <T> T run(
      Supplier<Opening> open,
      @Nullable UUID owner,
      Origin origin,
      @Nullable String clientId,
      boolean announce,
      Function<WorkspaceChange, T> work) {
    return Objects.requireNonNull(
        transaction.execute(_ -> {
          Opening opening = open.get();
          Workspaces.Row row = opening.row();
          if (owner != null && !row.ownerId().equals(owner)) {
            throw FileErrors.noSession(row.id());
          }
          if (owner != null && row.trashed()) {
            throw FileErrors.inTrash();
          }
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          var change =
              new WorkspaceChange(row, origin, now, items, versions, revisions, properties);
          change.know(opening.read(), opening.found());
          T result = work.apply(change);
          if (change.changed()) {
            commit(change, clientId, announce);
          }
          return result;
        }));
  }

  private void commit(WorkspaceChange change, @Nullable String clientId, boolean announce) {
    var event =
        new FilesChanged(
            change.session(),
            change.revision(),
            change.origin(),
            clientId,
            change.listed(),
            change.truncated());
    change.close(event);
    if (announce) {
      events.publishEvent(event);
    }
  }
}
