package dev.cove.workspace.archive.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.archive.ArchiveErrors;
import dev.cove.workspace.archive.ArchiveReader;
import dev.cove.workspace.archive.ExportService;
import dev.cove.workspace.archive.ImportService;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.WorkspaceItem;
import dev.cove.workspace.file.Workspaces;
import dev.cove.workspace.file.web.ClientId;
import dev.cove.workspace.session.SessionService;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Zip in, zip out. */
@RestController
@RequestMapping("/api/sessions/{id}")
class ArchiveController {

  private final ExportService exports;
  private final ImportService imports;
  private final ArchiveReader reader;
  private final SessionService sessions;
  private final Workspaces workspaces;

  ArchiveController(
      ExportService exports,
      ImportService imports,
      ArchiveReader reader,
      SessionService sessions,
      Workspaces workspaces) {
    this.exports = exports;
    this.imports = imports;
    this.reader = reader;
    this.sessions = sessions;
    this.workspaces = workspaces;
  }

  @GetMapping("/export")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/zip",
              schema = @Schema(type = "string", format = "binary")))
  void export(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable String path,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    FilePath part = path == null || path.isEmpty() ? null : FilePath.of(path);
    String name = part == null ? sessions.get(user.id(), id).name() : part.name();
    List<WorkspaceItem> items = exports.list(id, user.id(), part);
    response.setContentType("application/zip");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(name + ".zip", StandardCharsets.UTF_8)
            .build()
            .toString());
    exports.write(items, part, response.getOutputStream());
  }

  /** Each part named {@code files} is a file with its path as its name, or one zip to unpack. */
  @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ImportService.Imported bringIn(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @RequestParam(defaultValue = "") String path,
      @RequestParam(defaultValue = "ASK") ImportService.Clash clash,
      @RequestParam(defaultValue = "true") boolean unpack,
      @RequestPart("files") List<MultipartFile> files)
      throws IOException {
    workspaces.require(id, user.id());
    if (files.isEmpty()) {
      throw ArchiveErrors.nothing();
    }
    ArchiveReader.Collected collected = reader.begin();
    for (MultipartFile file : files) {
      String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
      boolean zip = unpack && files.size() == 1 && name.toLowerCase(Locale.ROOT).endsWith(".zip");
      if (zip) {
        unpack(collected, path, file);
      } else {
        try (InputStream content = file.getInputStream()) {
          reader.file(collected, path, name, content);
        }
      }
    }
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    return imports.bringIn(id, actor, collected.entries(), clash);
  }

  private void unpack(ArchiveReader.Collected collected, String path, MultipartFile archive)
      throws IOException {
    Path copy = Files.createTempFile("cove-import", ".zip");
    try {
      archive.transferTo(copy);
      reader.zip(collected, path, copy);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
