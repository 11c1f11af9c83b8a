package dev.cove.workspace.file.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.blob.BodyReader;
import dev.cove.workspace.file.FileErrors;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileProperties;
import dev.cove.workspace.file.FileService;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.Precondition;
import dev.cove.workspace.file.WorkspaceItem;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One file: read it, save it, delete it. */
@RestController
@RequestMapping("/api/sessions/{id}/files/{*path}")
class FileController {

  /** A body of up to so many bytes is read before it is known whether it may be saved. */
  private static final int SMALL = 256 * 1024;

  private static final String REVISION = "X-Workspace-Revision";

  private final FileService files;
  private final FileProperties properties;

  FileController(FileService files, FileProperties properties) {
    this.files = files;
    this.properties = properties;
  }

  @GetMapping
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<?> read(
      CurrentUser user,
      @PathVariable UUID id,
      @Parameter(in = ParameterIn.PATH, name = "path", schema = @Schema(type = "string"))
          FilePath path,
      @RequestParam(required = false) @Nullable Long revision,
      @RequestParam(defaultValue = "false") boolean download,
      @Parameter(hidden = true) HttpServletRequest request) {
    WorkspaceItem item = files.find(id, user.id(), path, revision);
    return FileResponse.of(item, download, request, () -> files.content(item));
  }

  @PutMapping
  @ApiResponse(responseCode = "200", description = "Replaced")
  @ApiResponse(responseCode = "201", description = "Created")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = "string", format = "binary")))
  ResponseEntity<SavedFileResponse> save(
      CurrentUser user,
      @PathVariable UUID id,
      @Parameter(in = ParameterIn.PATH, name = "path", schema = @Schema(type = "string"))
          FilePath path,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
          @Nullable String ifNoneMatch,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    Precondition expected = Precondition.from(ifMatch, ifNoneMatch);
    if (request.getContentLengthLong() < 0 || request.getContentLengthLong() > SMALL) {
      files.checkWritable(id, user.id(), expected);
    }
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    FileService.Saved saved = files.save(id, actor, path, expected, body(request));
    return (saved.created()
            ? ResponseEntity.created(URI.create(request.getRequestURI()))
            : ResponseEntity.ok())
        .eTag('"' + String.valueOf(saved.item().etag()) + '"')
        .body(SavedFileResponse.from(saved));
  }

  /** The answer's {@code X-Workspace-Revision} is what undoing it needs. */
  @DeleteMapping
  @ApiResponse(responseCode = "204", description = "Deleted")
  ResponseEntity<Void> delete(
      CurrentUser user,
      @PathVariable UUID id,
      @Parameter(in = ParameterIn.PATH, name = "path", schema = @Schema(type = "string"))
          FilePath path,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    long revision = files.delete(id, actor, path, Precondition.from(ifMatch, null));
    return ResponseEntity.noContent().header(REVISION, Long.toString(revision)).build();
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    int most = Math.toIntExact(properties.maxFileSize().toBytes());
    try {
      return BodyReader.read(request.getInputStream(), request.getContentLengthLong(), most);
    } catch (BodyReader.TooLarge e) {
      throw FileErrors.fileTooLarge(most, e.actual());
    }
  }
}
