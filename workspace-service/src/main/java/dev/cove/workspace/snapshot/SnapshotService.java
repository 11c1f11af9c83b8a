package dev.cove.workspace.snapshot;

import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.ItemState;
import dev.cove.workspace.file.Items;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.Workspaces;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes and reads snapshots. The author goes on working; nothing later changes one. */
@Service
public class SnapshotService {

  private final Snapshots snapshots;
  private final Workspaces workspaces;
  private final Items items;
  private final FileService files;
  private final Clock clock;

  SnapshotService(
      Snapshots snapshots, Workspaces workspaces, Items items, FileService files, Clock clock) {
    this.snapshots = snapshots;
    this.workspaces = workspaces;
    this.items = items;
    this.files = files;
    this.clock = clock;
  }

  /** A snapshot with its items by path. */
  public record Manifest(Snapshot snapshot, List<WorkspaceItem> items) {}

  /**
   * Takes a snapshot with the session locked, so that it is exactly one revision.
   *
   * @param paths files, or folders with their content; null for everything
   * @param someGone whether some of the paths, but not all, may be gone by now
   */
  @Transactional
  public Snapshot take(
      UUID session, UUID requestedBy, @Nullable List<FilePath> paths, boolean someGone) {
    workspaces.require(session, requestedBy);
    Workspaces.Row row = workspaces.lock(session);
    List<WorkspaceItem> chosen = chosen(session, paths);
    if (paths != null && (!someGone || chosen.isEmpty())) {
      paths.stream()
          .filter(path -> chosen.stream().noneMatch(item -> item.path().isWithin(path)))
          .findFirst()
          .ifPresent(path -> {
            throw FileErrors.noFile(path);
          });
    }
    var snapshot =
        new Snapshot(
            TimeOrderedUuid.next(),
            session,
            row.ownerId(),
            row.revision(),
            (int) chosen.stream().filter(item -> !item.isFolder()).count(),
            chosen.stream().mapToLong(WorkspaceItem::size).sum(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    snapshots.save(snapshot, chosen);
    return snapshot;
  }

  /** A snapshot and all its items. */
  @Transactional(readOnly = true)
  public Manifest get(UUID id) {
    return snapshots
        .find(id)
        .map(snapshot -> new Manifest(snapshot, snapshots.items(id)))
        .orElseThrow(() -> noSnapshot(id));
  }

  /**
   * Whether the session's files are now other than those of the snapshot of it.
   *
   * @param paths the choice of files the snapshot was taken of; null for everything
   */
  @Transactional(readOnly = true)
  public boolean differs(UUID id, @Nullable List<FilePath> paths) {
    Snapshot snapshot = snapshots.find(id).orElseThrow(() -> noSnapshot(id));
    Workspaces.Row row = workspaces.require(snapshot.sessionId(), snapshot.ownerId());
    return row.revision() != snapshot.revision()
        && !contents(chosen(snapshot.sessionId(), paths)).equals(contents(snapshots.items(id)));
  }

  private List<WorkspaceItem> chosen(UUID session, @Nullable List<FilePath> paths) {
    return items.tree(session).stream()
        .filter(WorkspaceItem::persisted)
        .filter(item -> paths == null || paths.stream().anyMatch(item.path()::isWithin))
        .toList();
  }

  private static Map<FilePath, ItemState> contents(List<WorkspaceItem> items) {
    return items.stream()
        .filter(item -> !item.isFolder())
        .collect(Collectors.toMap(WorkspaceItem::path, WorkspaceItem::state));
  }

  /** One file of a snapshot. */
  public WorkspaceItem file(UUID id, FilePath path) {
    WorkspaceItem item = snapshots.item(id, path).orElseThrow(() -> FileErrors.noFile(path));
    if (item.isFolder()) {
      throw FileErrors.isFolder(path);
    }
    return item;
  }

  /** The bytes of a file of a snapshot. */
  public byte[] content(WorkspaceItem item) {
    return files.content(item);
  }

  private static ProblemException noSnapshot(UUID id) {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "snapshot-not-found", "There is no snapshot " + id + ".");
  }
}
