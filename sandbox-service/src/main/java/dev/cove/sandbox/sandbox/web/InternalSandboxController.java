package dev.cove.sandbox.sandbox.web;

import dev.cove.sandbox.sandbox.SandboxService;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What other services ask for. */
@RestController
class InternalSandboxController {

  private final SandboxService sandboxes;

  InternalSandboxController(SandboxService sandboxes) {
    this.sandboxes = sandboxes;
  }

  /** Which container serves which session on this node; the others wait in the pool. */
  @GetMapping("/internal/sandboxes")
  SandboxesInUseResponse inUse() {
    return SandboxesInUseResponse.from(sandboxes.inUse());
  }

  @PostMapping("/internal/sessions/{id}/flush")
  SandboxService.Flushed flush(@PathVariable UUID id) {
    return sandboxes.flush(id);
  }
}
