package dev.cove.workspace.sync;

import dev.cove.starter.problem.ProblemException;
import dev.cove.workspace.blob.Blob;
import dev.cove.workspace.blob.Blobs;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileProperties;
import dev.cove.workspace.file.ItemState;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.Versions;
import dev.cove.workspace.file.WorkspaceChange;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.sync.SandboxResult.Status;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The rules by which one batch of a container's changes goes into a locked workspace. Where both
 * sides wrote a file, the container's becomes current and the other stays as a version; where the
 * container deleted what was edited meanwhile, the edit stays. For one thread.
 */
final class SandboxBatch {

  private static final String FOLDER_IN_USE = "folder-not-empty";

  private final UUID session;
  private final WorkspaceChange change;
  private final Map<Integer, Blob> contents;
  private final Versions versions;
  private final Blobs blobs;
  private final long maxFileSize;

  SandboxBatch(
      UUID session,
      WorkspaceChange change,
      Map<Integer, Blob> contents,
      Versions versions,
      Blobs blobs,
      FileProperties limits) {
    this.session = session;
    this.change = change;
    this.contents = contents;
    this.versions = versions;
    this.blobs = blobs;
    this.maxFileSize = limits.maxFileSize().toBytes();
  }

  List<SandboxResult> apply(List<SandboxChange> reported) {
    SandboxResult[] results = new SandboxResult[reported.size()];
    change.prefetch(
        reported.stream().map(c -> checked(c.path())).flatMap(Optional::stream).toList());
    for (int i = 0; i < results.length; i++) {
      results[i] = apply(i, reported.get(i));
    }
    // a folder whose content was listed after it
    for (int i = results.length - 1; i >= 0; i--) {
      if (FOLDER_IN_USE.equals(results[i].code())) {
        results[i] = apply(i, reported.get(i));
      }
    }
    return List.of(results);
  }

  private SandboxResult apply(int index, SandboxChange reported) {
    try {
      FilePath path = new FilePath(reported.path());
      return switch (reported.kind()) {
        case DELETE -> delete(path, reported);
        case PUT ->
            switch (reported.itemType()) {
              case FOLDER -> putFolder(path, reported);
              case SYMLINK -> putLink(path, index, reported);
              case FILE ->
                  reported.isOverLimit() ? note(path, reported) : putFile(path, index, reported);
            };
        case MOVE ->
            SandboxResult.refused(
                reported.path(),
                new ProblemException(
                    HttpStatus.BAD_REQUEST, "invalid-change", "A change is a PUT or a DELETE."));
      };
    } catch (ProblemException e) {
      return SandboxResult.refused(reported.path(), e);
    }
  }

  private SandboxResult delete(FilePath path, SandboxChange reported) {
    Optional<WorkspaceItem> current = change.find(path);
    if (current.isEmpty()) {
      return SandboxResult.of(path.value(), Status.UNCHANGED, null);
    }
    WorkspaceItem item = current.get();
    if (item.isFolder() && !change.isEmpty(path)) {
      return SandboxResult.noted(
          path.value(),
          Status.CONFLICT,
          null,
          FOLDER_IN_USE,
          "There is something in the folder that the sandbox did not delete.");
    }
    boolean agreed =
        item.isFolder()
            || Objects.equals(item.etag(), reported.base())
            || (item.type() == ItemType.SYMLINK && reported.base() == null);
    if (!agreed) {
      // told anew, since the sandbox may have passed over the edit and does not have the file now
      change.putOver(path, item.state());
      return SandboxResult.noted(
          path.value(),
          Status.CONFLICT,
          item.etag(),
          "edited-meanwhile",
          "The file was edited after the sandbox had it last, and stays.");
    }
    change.remove(item);
    return SandboxResult.of(path.value(), Status.APPLIED, null);
  }

  private SandboxResult putFolder(FilePath path, SandboxChange reported) {
    Optional<WorkspaceItem> current = change.find(path);
    if (current.filter(WorkspaceItem::isFolder).isPresent()) {
      return SandboxResult.of(path.value(), Status.UNCHANGED, null);
    }
    boolean agreed = current.isEmpty() || Objects.equals(current.get().etag(), reported.base());
    agreed = makePlace(path, current) && agreed;
    current.ifPresent(change::remove);
    put(path, ItemState.FOLDER, agreed);
    return SandboxResult.of(path.value(), agreed ? Status.APPLIED : Status.CONFLICT, null);
  }

  private SandboxResult putLink(FilePath path, int index, SandboxChange reported) {
    Blob target = contents.get(index);
    if (target == null) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "invalid-change", "A symbolic link needs its target.");
    }
    ItemState state = ItemState.symlink(target.summary());
    Optional<WorkspaceItem> current = change.find(path);
    if (current.filter(i -> i.state().equals(state)).isPresent()) {
      return SandboxResult.of(path.value(), Status.UNCHANGED, state.etag());
    }
    boolean agreed =
        current.isEmpty()
            || Objects.equals(current.get().etag(), reported.base())
            || (current.get().type() == ItemType.SYMLINK && reported.base() == null);
    return put(path, current, state, agreed);
  }

  private SandboxResult putFile(FilePath path, int index, SandboxChange reported) {
    ItemState state = ItemState.file(content(index, reported), reported.isExecutable());
    Optional<WorkspaceItem> current = change.find(path);
    if (current.filter(i -> i.state().equals(state)).isPresent()) {
      return SandboxResult.of(path.value(), Status.UNCHANGED, state.etag());
    }
    String now = current.map(WorkspaceItem::etag).orElse(null);
    boolean agreed =
        Objects.equals(now, reported.base())
            || Objects.equals(now, state.etag())
            || current.filter(i -> !i.persisted()).isPresent();
    return put(path, current, state, agreed);
  }

  private SandboxResult put(
      FilePath path, Optional<WorkspaceItem> current, ItemState state, boolean agreed) {
    boolean undisputed = makePlace(path, current) && agreed;
    long grows =
        state.size() - current.filter(WorkspaceItem::persisted).map(WorkspaceItem::size).orElse(0L);
    if (grows > 0 && grows > change.room()) {
      put(path, ItemState.onlyInSandbox(state.size(), state.executable()), undisputed);
      return SandboxResult.noted(
          path.value(),
          Status.REFUSED,
          null,
          "workspace-full",
          "The workspace has room for %,d bytes more; this needs %,d."
              .formatted(Math.max(0, change.room()), grows));
    }
    WorkspaceItem item = put(path, state, undisputed);
    return SandboxResult.of(
        path.value(), undisputed ? Status.APPLIED : Status.CONFLICT, item.etag());
  }

  private WorkspaceItem put(FilePath path, ItemState state, boolean undisputed) {
    return undisputed ? change.put(path, state) : change.putOver(path, state);
  }

  /** Only noted: in the tree it is shown as not saved. */
  private SandboxResult note(FilePath path, SandboxChange reported) {
    ItemState state = ItemState.onlyInSandbox(reported.bytes(), reported.isExecutable());
    Optional<WorkspaceItem> current = change.find(path);
    if (current.filter(i -> i.state().equals(state)).isPresent()) {
      return SandboxResult.of(path.value(), Status.UNCHANGED, null);
    }
    put(path, state, makePlace(path, current));
    return SandboxResult.noted(
        path.value(),
        Status.APPLIED,
        null,
        "only-in-sandbox",
        "The file is over a limit: it is shown, and only in the sandbox.");
  }

  /**
   * Takes away what cannot be where the container has the path: a folder that is a file there, a
   * file that is a folder there. All of it stays as versions.
   *
   * @return whether nothing was in the way that the container did not know
   */
  private boolean makePlace(FilePath path, Optional<WorkspaceItem> current) {
    int more = current.isPresent() ? 0 : 1;
    Optional<WorkspaceItem> inTheWay = Optional.empty();
    for (FilePath folder : path.ancestors()) {
      Optional<WorkspaceItem> item = change.find(folder);
      if (item.filter(i -> !i.isFolder()).isPresent()) {
        inTheWay = item;
      }
      more += item.isEmpty() ? 1 : 0;
    }
    if (more > change.roomForEntries()) {
      throw change.tooManyEntries(more);
    }
    if (inTheWay.filter(item -> item.revision() == change.revision()).isPresent()) {
      // the container cannot have both
      throw FileErrors.parentIsFile(inTheWay.get().path());
    }
    inTheWay.ifPresent(change::remove);
    boolean empty = true;
    if (current.filter(WorkspaceItem::isFolder).isPresent()) {
      empty = change.isEmpty(path);
      change.remove(current.get());
    }
    return inTheWay.isEmpty() && empty;
  }

  private Blob.Summary content(int index, SandboxChange reported) {
    Blob sent = contents.get(index);
    if (sent != null) {
      if (sent.bytes().length > maxFileSize) {
        throw FileErrors.fileTooLarge(maxFileSize, sent.bytes().length);
      }
      if (reported.etag() != null && !reported.etag().equals(sent.summary().sha256())) {
        throw new ProblemException(
            HttpStatus.BAD_REQUEST, "hash-mismatch", "The bytes are not what the etag says.");
      }
      return sent.summary();
    }
    return known(reported.etag());
  }

  /** A content the session had before. Another's is never given out for its hash alone. */
  private Blob.Summary known(@Nullable String etag) {
    return Optional.ofNullable(etag)
        .filter(hash -> versions.has(session, hash))
        .flatMap(blobs::summary)
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.BAD_REQUEST, "content-missing", "Send the content of the file."));
  }

  private static Optional<FilePath> checked(String path) {
    try {
      return Optional.of(new FilePath(path));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }
}
