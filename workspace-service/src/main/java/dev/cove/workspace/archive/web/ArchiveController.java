package dev.cove.workspace.archive.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.archive.ArchiveErrors;
import dev.cove.workspace.archive.ArchiveReader;
import dev.cove.workspace.archive.CollectedFiles;
import dev.cove.workspace.archive.ExportService;
import dev.cove.workspace.archive.ImportService;
import dev.cove.workspace.file.Clash;
import dev.cove.workspace.file.FilePath;
import dev.cove.workspace.file.FileService.Actor;
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

  private static final int MOST_PATHS = 200;

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

  /** The whole session, or only the chosen files and folders. */
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
      @RequestParam(name = "path", required = false) @Nullable List<String> paths,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    List<FilePath> parts = parts(paths);
    String name = parts.size() == 1 ? parts.getFirst().name() : sessions.get(user.id(), id).name();
    ExportService.Export export = exports.prepare(id, user.id(), parts);
    response.setContentType("application/zip");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(name + ".zip", StandardCharsets.UTF_8)
            .build()
            .toString());
    exports.write(export, response.getOutputStream());
  }

  private static List<FilePath> parts(@Nullable List<String> paths) {
    List<String> given = paths == null ? List.of() : paths;
    if (given.size() > MOST_PATHS) {
      throw ArchiveErrors.tooManyPaths(MOST_PATHS);
    }
    return given.stream().filter(path -> !path.isEmpty()).map(FilePath::of).distinct().toList();
  }

  /** Each part named {@code files} is a file with its path as its name, or one zip to unpack. */
  @PostMapping(path = "/import", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ImportService.Imported bringIn(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @RequestParam(defaultValue = "") String path,
      @RequestParam(defaultValue = "ASK") Clash clash,
      @RequestParam(defaultValue = "true") boolean unpack,
      @RequestPart("files") List<MultipartFile> files)
      throws IOException {
    workspaces.require(id, user.id());
    if (files.isEmpty()) {
      throw ArchiveErrors.nothing();
    }
    CollectedFiles collected = reader.begin();
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

  private void unpack(CollectedFiles collected, String path, MultipartFile archive)
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
