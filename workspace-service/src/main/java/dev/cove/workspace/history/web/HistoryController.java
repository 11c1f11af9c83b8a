package dev.cove.workspace.history.web;

import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.ItemType;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.web.ClientId;
import dev.cove.workspace.history.DeletedItem;
import dev.cove.workspace.history.HistoryEntry;
import dev.cove.workspace.history.HistoryService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Versions of a file. */
@RestController
@RequestMapping("/api/sessions/{id}")
class HistoryController {

  private final HistoryService history;

  HistoryController(HistoryService history) {
    this.history = history;
  }

  /**
   * What to bring back, and from which revision.
   *
   * @param path one file or folder, or
   * @param paths several
   */
  record RestoreRequest(
      @Nullable String path,
      @Size(min = 1, max = 500, message = "has 1 to 500 entries")
          @Nullable List<@NotNull String> paths,
      @NotNull @Positive Long revision) {

    List<FilePath> toPaths() {
      if ((path == null) == (paths == null)) {
        throw ProblemException.invalid(
            new ProblemException.FieldError("path", "or paths is needed, not both"));
      }
      return path == null
          ? Objects.requireNonNull(paths).stream().map(FilePath::of).distinct().toList()
          : List.of(FilePath.of(path));
    }
  }

  /**
   * What was brought back: the first path as it is now, and all paths that have changed by it.
   *
   * @param items everything that was put back, folders and what was in them
   */
  record RestoredResponse(
      String path,
      ItemType type,
      long size,
      @Nullable String etag,
      long revision,
      List<String> items) {

    static RestoredResponse from(HistoryService.Restored restored) {
      WorkspaceItem item = restored.item();
      return new RestoredResponse(
          item.path().value(),
          item.type(),
          item.size(),
          item.etag(),
          restored.revision(),
          restored.paths().stream().map(FilePath::value).toList());
    }
  }

  @GetMapping("/history")
  Slice<HistoryEntry> history(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam String path,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return history.of(id, user.id(), FilePath.of(path), cursor, Slice.limit(limit));
  }

  /** What was deleted and can be brought back, newest first; a folder is one entry. */
  @GetMapping("/deleted")
  Slice<DeletedItem> deleted(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return history.deleted(id, user.id(), cursor, Slice.limit(limit));
  }

  @PostMapping("/restore")
  RestoredResponse restore(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Valid @RequestBody RestoreRequest request) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    return RestoredResponse.from(history.restore(id, actor, request.toPaths(), request.revision()));
  }
}
