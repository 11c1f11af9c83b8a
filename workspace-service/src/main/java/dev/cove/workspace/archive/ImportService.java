package dev.cove.workspace.archive;

import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.Blobs;
import dev.cove.workspace.file.Clash;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.ItemState;
import dev.cove.workspace.file.Origin;
import dev.cove.workspace.file.WorkspaceChange;
import dev.cove.workspace.file.WorkspaceChanges;
import dev.cove.workspace.file.WorkspaceItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.stereotype.Service;

/** Brings many files in at once: all of them or none, as one revision. */
@Service
public class ImportService {

  private final WorkspaceChanges changes;
  private final Blobs blobs;

  ImportService(WorkspaceChanges changes, Blobs blobs) {
    this.changes = changes;
    this.blobs = blobs;
  }

  /** What came in and what did not, by path, and the revision after it. */
  public record Imported(long revision, List<String> imported, List<String> skipped) {}

  /** Stores contents ahead of the import that names them. */
  void store(List<Blob> contents) {
    blobs.storeAll(contents);
  }

  /** Puts files and folders (null for a content) into the session. */
  public Imported bringIn(
      UUID session,
      Actor actor,
      SequencedMap<FilePath, Optional<Blob.Summary>> entries,
      Clash clash) {
    return changes.byOwner(
        session,
        actor.owner(),
        Origin.IMPORT,
        actor.clientId(),
        change -> bringIn(change, entries, clash));
  }

  private static Imported bringIn(
      WorkspaceChange change, SequencedMap<FilePath, Optional<Blob.Summary>> entries, Clash clash) {
    change.prefetch(entries.keySet());
    if (clash == Clash.ASK) {
      List<String> taken =
          entries.entrySet().stream()
              .filter(e -> isTaken(change, e.getKey(), e.getValue()))
              .map(e -> e.getKey().value())
              .toList();
      if (!taken.isEmpty()) {
        throw ArchiveErrors.clashes(taken);
      }
    }
    List<String> imported = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Map.Entry<FilePath, Optional<Blob.Summary>> entry : entries.entrySet()) {
      FilePath path = entry.getKey();
      if (entry.getValue().isEmpty()) {
        putFolder(change, path);
        continue;
      }
      Blob.Summary content = entry.getValue().get();
      if (!isTaken(change, path, entry.getValue())) {
        putFile(change, path, content);
        imported.add(path.value());
      } else if (clash == Clash.SKIP) {
        skipped.add(path.value());
      } else {
        FilePath target = clash == Clash.KEEP_BOTH ? change.freeName(path) : path;
        putFile(change, target, content);
        imported.add(target.value());
      }
    }
    return new Imported(change.resultingRevision(), imported, skipped);
  }

  private static boolean isTaken(
      WorkspaceChange change, FilePath path, Optional<Blob.Summary> content) {
    Optional<WorkspaceItem> there = change.find(path);
    if (content.isEmpty()) {
      return there.filter(item -> !item.isFolder()).isPresent();
    }
    return there
        .filter(item -> item.isFolder() || !content.get().sha256().equals(item.etag()))
        .isPresent();
  }

  private static void putFolder(WorkspaceChange change, FilePath path) {
    Optional<WorkspaceItem> there = change.find(path);
    if (there.filter(item -> !item.isFolder()).isPresent()) {
      throw FileErrors.exists(path);
    }
    if (there.isEmpty()) {
      change.put(path, ItemState.FOLDER);
    }
  }

  private static void putFile(WorkspaceChange change, FilePath path, Blob.Summary content) {
    Optional<WorkspaceItem> there = change.find(path);
    if (there.filter(WorkspaceItem::isFolder).isPresent()) {
      throw FileErrors.isFolder(path);
    }
    ItemState state = ItemState.file(content, there.map(WorkspaceItem::executable).orElse(false));
    if (there.filter(item -> item.state().equals(state)).isEmpty()) {
      change.put(path, state);
    }
  }
}
