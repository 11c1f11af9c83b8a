package dev.cove.workspace.file;

import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.Blobs;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What an owner does with the files of a session. Thread-safe. */
@Service
public class FileService {

  private final Workspaces workspaces;
  private final WorkspaceChanges changes;
  private final Items items;
  private final Versions versions;
  private final Blobs blobs;
  private final FileProperties properties;

  FileService(
      Workspaces workspaces,
      WorkspaceChanges changes,
      Items items,
      Versions versions,
      Blobs blobs,
      FileProperties properties) {
    this.workspaces = workspaces;
    this.changes = changes;
    this.items = items;
    this.versions = versions;
    this.blobs = blobs;
    this.properties = properties;
  }

  /** Who changes what: an owner's client and the session. */
  public record Actor(UUID owner, @Nullable String clientId) {}

  /** A tree and the revision that it is. */
  public record Tree(long revision, List<WorkspaceItem> items) {}

  /**
   * A saved item.
   *
   * @param item as it is now
   * @param revision the workspace's revision after the save
   * @param created whether nothing was there before
   */
  public record Saved(WorkspaceItem item, long revision, boolean created) {}

  /** All items of a session, with the revision they are in. */
  public Tree tree(UUID session, UUID owner) {
    // The revision is read first: a change in between shows again as a newer one, never gets lost.
    Workspaces.Row row = workspaces.require(session, owner);
    return new Tree(row.revision(), items.tree(session));
  }

  /** How much of its limits a session uses. */
  public Workspaces.Row usage(UUID session, UUID owner) {
    return workspaces.require(session, owner);
  }

  /** The file or link at a path, now or in an older revision. */
  public WorkspaceItem find(UUID session, UUID owner, FilePath path, @Nullable Long revision) {
    workspaces.require(session, owner);
    WorkspaceItem item =
        (revision == null ? items.find(session, path) : versions.find(session, path, revision))
            .orElseThrow(() -> FileErrors.noFile(path));
    if (item.isFolder()) {
      throw FileErrors.isFolder(path);
    }
    item.requirePersisted();
    return item;
  }

  /** The bytes of a file that was found. */
  public byte[] content(WorkspaceItem item) {
    return Optional.ofNullable(item.etag())
        .flatMap(blobs::find)
        .orElseThrow(() -> FileErrors.noFile(item.path()));
  }

  /**
   * Refuses a write before its content is read: one to a session that is not the owner's or in the
   * trash, and one that does not say what it replaces.
   */
  public void checkWritable(UUID session, UUID owner, Precondition expected) {
    if (workspaces.require(session, owner).trashed()) {
      throw FileErrors.inTrash();
    }
    expected.require();
  }

  /**
   * Saves a file: content, item, version, revision and event in one transaction. The content that
   * is there already makes no new revision, also when it came there by this very save whose answer
   * got lost: then its precondition is out of date and what it asked for is done (RFC 9110,
   * 13.1.1).
   */
  public Saved save(
      UUID session, Actor actor, FilePath path, Precondition expected, byte[] content) {
    expected.require();
    long most = properties.maxFileSize().toBytes();
    if (content.length > most) {
      throw FileErrors.fileTooLarge(most, content.length);
    }
    Blob blob = Blob.of(content);
    return changes.savingByOwner(
        session,
        actor.owner(),
        actor.clientId(),
        path,
        blob,
        change -> save(change, path, expected, blob.summary()));
  }

  private static Saved save(
      WorkspaceChange change, FilePath path, Precondition expected, Blob.Summary content) {
    Optional<WorkspaceItem> before = change.find(path);
    before
        .filter(WorkspaceItem::isFolder)
        .ifPresent(_ -> {
          throw FileErrors.isFolder(path);
        });
    boolean same =
        before
            .filter(i -> i.type() == ItemType.FILE && content.sha256().equals(i.etag()))
            .isPresent();
    if (!same || !(expected instanceof Precondition.Matches)) {
      expected.check(before.map(FileService::comparable).orElse(null));
    }
    WorkspaceItem item =
        same
            ? before.get()
            : change.put(
                path, ItemState.file(content, before.map(WorkspaceItem::executable).orElse(false)));
    return new Saved(item, change.resultingRevision(), before.isEmpty());
  }

  /** An item without a stored content has no etag that a client could know. */
  private static String comparable(WorkspaceItem item) {
    return item.etag() == null ? "" : item.etag();
  }

  /** Deletes a file, or a folder with its content, and says in which revision. */
  public long delete(UUID session, Actor actor, FilePath path, Precondition expected) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.EDITOR,
        actor.clientId(),
        change -> {
          WorkspaceItem item = change.find(path).orElseThrow(() -> FileErrors.noFile(path));
          if (!item.isFolder()) {
            expected.check(comparable(item));
          }
          change.remove(item);
          return change.resultingRevision();
        });
  }

  /** Makes a folder and those it is in. One that is there already stays as it is. */
  public Saved makeFolder(UUID session, Actor actor, FilePath path) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.EDITOR,
        actor.clientId(),
        change -> {
          change.prefetch(List.of(path));
          Optional<WorkspaceItem> before = change.find(path);
          if (before.isPresent() && !before.get().isFolder()) {
            throw FileErrors.exists(path);
          }
          WorkspaceItem folder = before.orElseGet(() -> change.put(path, ItemState.FOLDER));
          return new Saved(folder, change.resultingRevision(), before.isEmpty());
        });
  }

  /** Moves or renames a file or folder: one revision, one event, however much is in it. */
  public Saved move(UUID session, Actor actor, FilePath from, FilePath to) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.EDITOR,
        actor.clientId(),
        change -> {
          WorkspaceItem item = change.find(from).orElseThrow(() -> FileErrors.noFile(from));
          WorkspaceItem moved = from.equals(to) ? item : change.move(item, to);
          return new Saved(moved, change.resultingRevision(), false);
        });
  }

  /** Copies a file or folder: one revision, one event. What is only in the sandbox is left out. */
  public Saved copy(UUID session, Actor actor, FilePath from, FilePath to) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.EDITOR,
        actor.clientId(),
        change -> {
          WorkspaceItem item = change.find(from).orElseThrow(() -> FileErrors.noFile(from));
          item.requirePersisted();
          return new Saved(change.copy(item, to), change.resultingRevision(), true);
        });
  }
}
