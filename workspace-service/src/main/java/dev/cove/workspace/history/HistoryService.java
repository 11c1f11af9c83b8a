package dev.cove.workspace.history;

import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.web.Slice;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.FileService.Saved;
import dev.cove.workspace.file.Origin;
import dev.cove.workspace.file.Versions;
import dev.cove.workspace.file.WorkspaceChange;
import dev.cove.workspace.file.WorkspaceChanges;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.Workspaces;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Looks back, and brings back. Restoring never rewrites the past: it makes a new version. */
@Service
public class HistoryService {

  private final HistoryEntries entries;
  private final Versions versions;
  private final Workspaces workspaces;
  private final WorkspaceChanges changes;

  HistoryService(
      HistoryEntries entries, Versions versions, Workspaces workspaces, WorkspaceChanges changes) {
    this.entries = entries;
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

  /**
   * Makes a path what it was in a revision: a file, also when it was renamed or deleted since, or a
   * folder with everything that was in it. What came into a folder later stays.
   */
  public Saved restore(UUID session, Actor actor, FilePath path, long revision) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.RESTORE,
        actor.clientId(),
        change -> {
          List<WorkspaceItem> past = versions.treeAt(session, path, revision);
          if (past.isEmpty()) {
            past = versions.find(session, path, revision).stream().toList();
          }
          List<WorkspaceItem> kept = past.stream().filter(WorkspaceItem::persisted).toList();
          if (kept.isEmpty()) {
            throw FileErrors.noFile(path);
          }
          change.prefetch(kept.stream().map(WorkspaceItem::path).toList());
          boolean single = kept.size() == 1 && !kept.getFirst().isFolder();
          kept.forEach(item -> restore(change, single ? path : item.path(), item));
          WorkspaceItem restored = change.find(path).orElseThrow(() -> FileErrors.noFile(path));
          return new Saved(restored, change.resultingRevision(), false);
        });
  }

  private static void restore(WorkspaceChange change, FilePath path, WorkspaceItem past) {
    Optional<WorkspaceItem> now = change.find(path);
    if (now.isPresent() && now.get().isFolder() != past.isFolder()) {
      throw now.get().isFolder() ? FileErrors.isFolder(path) : FileErrors.exists(path);
    }
    boolean same = now.filter(item -> item.state().equals(past.state())).isPresent();
    if (!same) {
      change.putBack(path, past.state(), past.fileId());
    }
  }

  private static long before(@Nullable String cursor) {
    if (cursor == null) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "invalid-cursor", "Start again without a cursor.");
    }
  }
}
