package dev.cove.workspace.history;

import dev.cove.starter.web.Slice;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.Origin;
import dev.cove.workspace.file.Versions;
import dev.cove.workspace.file.WorkspaceChange;
import dev.cove.workspace.file.WorkspaceChanges;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.Workspaces;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks back, and brings back. Restoring never rewrites the past: it makes a new version. */
@Service
public class HistoryService {

  private final HistoryEntries entries;
  private final DeletedItems deletedItems;
  private final Versions versions;
  private final Workspaces workspaces;
  private final WorkspaceChanges changes;

  HistoryService(
      HistoryEntries entries,
      DeletedItems deletedItems,
      Versions versions,
      Workspaces workspaces,
      WorkspaceChanges changes) {
    this.entries = entries;
    this.deletedItems = deletedItems;
    this.versions = versions;
    this.workspaces = workspaces;
    this.changes = changes;
  }

  /** A file's versions, newest first. The cursor is a revision. */
  public Slice<HistoryEntry> of(
      UUID session, UUID owner, FilePath path, @Nullable String cursor, int limit) {
    workspaces.require(session, owner);
    List<HistoryEntry> found = entries.of(session, path, before(cursor), limit + 1);
    if (found.isEmpty() && cursor == null) {
      throw FileErrors.noFile(path);
    }
    return Slice.of(found, limit, entry -> Long.toString(entry.revision()));
  }

  /** What was deleted and is not there again, newest first. */
  public Slice<DeletedItem> deleted(UUID session, UUID owner, @Nullable String cursor, int limit) {
    workspaces.require(session, owner);
    List<DeletedItem> found = deletedItems.of(session, DeletedCursor.from(cursor), limit + 1);
    return Slice.of(found, limit, DeletedCursor::after);
  }

  /**
   * What was brought back.
   *
   * @param item the first of the paths that were asked for, as it is now
   * @param paths everything that was put back, folders and what was in them
   * @param revision the workspace's revision after it
   */
  public record Restored(WorkspaceItem item, List<FilePath> paths, long revision) {}

  /**
   * Makes paths what they were in a revision, all in one change: a file, also when it was renamed
   * or deleted since, or a folder with everything that was in it. What came into a folder later
   * stays.
   */
  public Restored restore(UUID session, Actor actor, List<FilePath> paths, long revision) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.RESTORE,
        actor.clientId(),
        change -> {
          SequencedMap<FilePath, WorkspaceItem> past = past(session, paths, revision);
          change.prefetch(past.keySet());
          Set<UUID> inUse =
              change.inUse(past.values().stream().map(WorkspaceItem::fileId).toList());
          List<FilePath> restored = new ArrayList<>();
          past.forEach((path, item) -> {
            if (restore(change, path, item, inUse)) {
              restored.add(path);
            }
          });
          FilePath first = paths.getFirst();
          WorkspaceItem item = change.find(first).orElseThrow(() -> FileErrors.noFile(first));
          return new Restored(item, restored, change.resultingRevision());
        });
  }

  /** What is to be at which paths; a folder comes before what is in it. */
  private SequencedMap<FilePath, WorkspaceItem> past(
      UUID session, List<FilePath> paths, long revision) {
    SequencedMap<FilePath, WorkspaceItem> past = new LinkedHashMap<>();
    for (FilePath path : paths) {
      List<WorkspaceItem> tree =
          versions.treeAt(session, path, revision).stream()
              .filter(WorkspaceItem::persisted)
              .toList();
      if (tree.isEmpty()) {
        past.put(
            path,
            versions
                .find(session, path, revision)
                .filter(WorkspaceItem::persisted)
                .orElseThrow(() -> FileErrors.noFile(path)));
      }
      tree.forEach(item -> past.put(item.path(), item));
    }
    return past;
  }

  private static boolean restore(
      WorkspaceChange change, FilePath path, WorkspaceItem past, Set<UUID> inUse) {
    Optional<WorkspaceItem> now = change.find(path);
    if (now.isPresent() && now.get().isFolder() != past.isFolder()) {
      throw now.get().isFolder() ? FileErrors.isFolder(path) : FileErrors.exists(path);
    }
    if (now.filter(item -> item.state().equals(past.state())).isPresent()) {
      return false;
    }
    // one that lives on under another name keeps its identity there
    if (inUse.contains(past.fileId())) {
      change.put(path, past.state());
    } else {
      change.putBack(path, past.state(), past.fileId());
    }
    return true;
  }

  private static long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw DeletedCursor.invalid();
    }
  }
}
