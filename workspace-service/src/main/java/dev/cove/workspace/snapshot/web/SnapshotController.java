package dev.cove.workspace.snapshot.web;

import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.web.FileResponse;
import dev.cove.workspace.snapshot.Snapshot;
import dev.cove.workspace.snapshot.SnapshotService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Snapshots, for the review service. */
@RestController
@RequestMapping("/internal")
class SnapshotController {

  private final SnapshotService snapshots;

  SnapshotController(SnapshotService snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * Who asks, and for which files and folders; without paths for everything.
   *
   * @param someGone whether some of the paths may be gone; no unless said
   */
  record TakeSnapshotRequest(
      @NotNull UUID requestedBy,
      @Nullable List<@NotNull String> paths,
      @Nullable Boolean someGone) {}

  /** A snapshot without its items. */
  record SnapshotResponse(UUID id, UUID sessionId, long revision, int fileCount, long bytes) {

    static SnapshotResponse from(Snapshot snapshot) {
      return new SnapshotResponse(
          snapshot.id(),
          snapshot.sessionId(),
          snapshot.revision(),
          snapshot.fileCount(),
          snapshot.bytes());
    }
  }

  /** One item of a snapshot. */
  record ManifestItem(
      String path,
      ItemType type,
      long size,
      @Nullable String etag,
      boolean binary,
      boolean executable) {

    static ManifestItem from(WorkspaceItem item) {
      return new ManifestItem(
          item.path().value(),
          item.type(),
          item.size(),
          item.etag(),
          item.binary(),
          item.executable());
    }
  }

  /** A snapshot with all its items by path. */
  record ManifestResponse(
      UUID id, UUID sessionId, UUID ownerId, long revision, List<ManifestItem> items) {

    static ManifestResponse from(SnapshotService.Manifest manifest) {
      Snapshot snapshot = manifest.snapshot();
      return new ManifestResponse(
          snapshot.id(),
          snapshot.sessionId(),
          snapshot.ownerId(),
          snapshot.revision(),
          manifest.items().stream().map(ManifestItem::from).toList());
    }
  }

  @PostMapping("/sessions/{id}/snapshots")
  ResponseEntity<SnapshotResponse> take(
      @PathVariable UUID id, @Valid @RequestBody TakeSnapshotRequest request) {
    Snapshot taken =
        snapshots.take(
            id,
            request.requestedBy(),
            filePaths(request.paths()),
            Boolean.TRUE.equals(request.someGone()));
    return ResponseEntity.created(URI.create("/internal/snapshots/" + taken.id()))
        .body(SnapshotResponse.from(taken));
  }

  @GetMapping("/snapshots/{id}")
  ManifestResponse get(@PathVariable UUID id) {
    return ManifestResponse.from(snapshots.get(id));
  }

  /** The choice of files the snapshot was taken of; without paths everything. */
  record CompareRequest(@Nullable List<@NotNull String> paths) {}

  /** Whether the session is not any more as the snapshot of it. */
  record CompareResponse(boolean differs) {}

  @PostMapping("/snapshots/{id}/compare")
  CompareResponse compare(@PathVariable UUID id, @Valid @RequestBody CompareRequest request) {
    return new CompareResponse(snapshots.differs(id, filePaths(request.paths())));
  }

  private static @Nullable List<FilePath> filePaths(@Nullable List<String> paths) {
    return paths == null ? null : paths.stream().map(FilePath::of).toList();
  }

  @GetMapping("/snapshots/{id}/files/{*path}")
  ResponseEntity<?> file(@PathVariable UUID id, FilePath path, HttpServletRequest request) {
    WorkspaceItem item = snapshots.file(id, path);
    return FileResponse.of(item, false, request, () -> snapshots.content(item));
  }
}
