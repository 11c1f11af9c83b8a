package dev.cove.workspace.template;

import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.Blobs;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.ItemState;
import dev.cove.workspace.file.WorkspaceChanges;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.Workspaces;
import dev.cove.workspace.session.InitialFiles;
import dev.cove.workspace.snapshot.SnapshotService;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Fills new sessions from templates, from other sessions and from snapshots. */
@Component
class TemplateFiles implements InitialFiles {

  private final Templates templates;
  private final Blobs blobs;
  private final WorkspaceChanges changes;
  private final Workspaces workspaces;
  private final SnapshotService snapshots;

  TemplateFiles(
      Templates templates,
      Blobs blobs,
      WorkspaceChanges changes,
      Workspaces workspaces,
      SnapshotService snapshots) {
    this.templates = templates;
    this.snapshots = snapshots;
    this.blobs = blobs;
    this.changes = changes;
    this.workspaces = workspaces;
  }

  @Override
  public void fromTemplate(UUID session, String template) {
    SequencedMap<FilePath, Blob> files = templates.files(template);
    blobs.storeAll(files.values());
    changes.initially(
        session,
        change -> {
          files.forEach((path, blob) -> change.put(path, ItemState.file(blob.summary(), false)));
          return files.size();
        });
  }

  @Override
  public void copyOf(UUID session, UUID source) {
    Workspaces.Row from = workspaces.find(source).orElseThrow(() -> FileErrors.noSession(source));
    changes.initially(
        session,
        change -> {
          change.copyAllOf(from);
          return session;
        });
  }

  @Override
  public void ofSnapshot(UUID session, UUID snapshot) {
    List<WorkspaceItem> items = snapshots.get(snapshot).items();
    changes.initially(
        session,
        change -> {
          change.prefetch(items.stream().map(WorkspaceItem::path).toList());
          items.forEach(item -> change.put(item.path(), item.state()));
          return items.size();
        });
  }
}
