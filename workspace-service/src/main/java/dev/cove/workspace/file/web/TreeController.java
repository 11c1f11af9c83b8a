package dev.cove.workspace.file.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileProperties;
import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.Workspaces;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The whole tree of a session, and what is done with folders. */
@RestController
@RequestMapping("/api/sessions/{id}")
class TreeController {

  private final FileService files;
  private final FileProperties properties;

  TreeController(FileService files, FileProperties properties) {
    this.files = files;
    this.properties = properties;
  }

  /** A folder to make. */
  record FolderRequest(@NotNull String path) {}

  /** What to take where. */
  record MoveRequest(@NotNull String from, @NotNull String to) {}

  /** What a session uses of its limits. */
  record UsageResponse(
      long bytes, int files, int entries, long maxBytes, int maxEntries, long maxFileBytes) {}

  @GetMapping("/tree")
  TreeResponse tree(CurrentUser user, @PathVariable UUID id) {
    return TreeResponse.from(files.tree(id, user.id()));
  }

  @GetMapping("/usage")
  UsageResponse usage(CurrentUser user, @PathVariable UUID id) {
    Workspaces.Row row = files.usage(id, user.id());
    return new UsageResponse(
        row.bytes(),
        row.files(),
        row.entries(),
        properties.maxWorkspaceSize().toBytes(),
        properties.maxEntries(),
        properties.maxFileSize().toBytes());
  }

  @PostMapping("/folders")
  @ApiResponse(responseCode = "201", description = "Made")
  @ApiResponse(responseCode = "200", description = "Was there already")
  ResponseEntity<SavedFileResponse> makeFolder(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Valid @RequestBody FolderRequest request) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    FileService.Saved saved = files.makeFolder(id, actor, FilePath.of(request.path()));
    return ResponseEntity.status(saved.created() ? HttpStatus.CREATED : HttpStatus.OK)
        .body(SavedFileResponse.from(saved));
  }

  @PostMapping("/move")
  SavedFileResponse move(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Valid @RequestBody MoveRequest request) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    return SavedFileResponse.from(
        files.move(id, actor, FilePath.of(request.from()), FilePath.of(request.to())));
  }

  @PostMapping("/copy")
  SavedFileResponse copy(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Valid @RequestBody MoveRequest request) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    return SavedFileResponse.from(
        files.copy(id, actor, FilePath.of(request.from()), FilePath.of(request.to())));
  }
}
