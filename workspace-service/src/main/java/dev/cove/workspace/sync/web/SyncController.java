package dev.cove.workspace.sync.web;

import dev.cove.workspace.sync.WorkspaceSync;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Both directions of a sandbox's files, for the sandbox service. */
@RestController
@RequestMapping("/internal/sessions/{id}")
class SyncController {

  private final WorkspaceSync sync;
  private final SandboxBatchReader reader;

  SyncController(WorkspaceSync sync, SandboxBatchReader reader) {
    this.sync = sync;
    this.reader = reader;
  }

  /** Which contents are wanted. */
  record BlobsRequest(
      @NotNull @Size(max = 500) List<@NotNull @Pattern(regexp = "[0-9a-f]{64}") String> etags) {}

  @GetMapping("/changes")
  WorkspaceSync.Since changes(@PathVariable UUID id, @RequestParam(defaultValue = "0") long since) {
    return sync.since(id, since);
  }

  @PostMapping("/blobs")
  void blobs(
      @PathVariable UUID id, @Valid @RequestBody BlobsRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    new ContentStream(sync).write(id, request.etags(), response.getOutputStream());
  }

  @PostMapping("/sandbox-changes")
  WorkspaceSync.Outcome apply(@PathVariable UUID id, InputStream body) throws IOException {
    SandboxBatchReader.Batch batch = reader.read(body);
    return sync.apply(id, batch.changes(), batch.contents());
  }
}
