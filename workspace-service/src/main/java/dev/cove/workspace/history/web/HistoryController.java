package dev.cove.workspace.history.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.web.ClientId;
import dev.cove.workspace.file.web.SavedFileResponse;
import dev.cove.workspace.history.HistoryEntry;
import dev.cove.workspace.history.HistoryService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
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

  /** What to bring back, and from which revision. */
  record RestoreRequest(@NotNull String path, @NotNull @Positive Long revision) {}

  @GetMapping("/history")
  Slice<HistoryEntry> history(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam String path,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    return history.of(id, user.id(), FilePath.of(path), cursor, Slice.limit(limit));
  }

  @PostMapping("/restore")
  SavedFileResponse restore(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Valid @RequestBody RestoreRequest request) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    return SavedFileResponse.from(
        history.restore(id, actor, FilePath.of(request.path()), request.revision()));
  }
}
