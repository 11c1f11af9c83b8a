package dev.cove.sandbox.sandbox.web;

import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.starter.security.CurrentUser;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How many sandboxes the caller runs and may run. */
@RestController
@Tag(name = "sandbox")
class QuotaController {

  private final SandboxService sandboxes;

  QuotaController(SandboxService sandboxes) {
    this.sandboxes = sandboxes;
  }

  @GetMapping("/api/sandboxes/quota")
  SandboxService.Quota quota(@Parameter(hidden = true) CurrentUser user) {
    return sandboxes.quota(user.id());
  }
}
