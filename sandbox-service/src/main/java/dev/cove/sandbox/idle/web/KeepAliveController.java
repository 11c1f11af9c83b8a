package dev.cove.sandbox.idle.web;

import dev.cove.sandbox.idle.IdleWatch;
import dev.cove.sandbox.sandbox.SandboxView;
import dev.cove.starter.security.CurrentUser;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Keeps a sandbox running for a while. */
@RestController
@Tag(name = "sandbox")
class KeepAliveController {

  private final IdleWatch idle;

  KeepAliveController(IdleWatch idle) {
    this.idle = idle;
  }

  @PostMapping("/api/sessions/{id}/sandbox/keep-alive")
  SandboxView keepAlive(
      @PathVariable UUID id,
      @RequestBody(required = false) @Nullable KeepAliveRequest request,
      @Parameter(hidden = true) CurrentUser user) {
    return idle.keepAlive(id, user.id(), request == null ? null : request.minutes());
  }
}
