package dev.cove.sandbox.sandbox.web;

import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.sandbox.sandbox.SandboxView;
import dev.cove.starter.security.CurrentUser;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A session's sandbox for its owner. */
@RestController
@Tag(name = "sandbox")
@RequestMapping("/api/sessions/{id}/sandbox")
class SandboxController {

  private final SandboxService sandboxes;

  SandboxController(SandboxService sandboxes) {
    this.sandboxes = sandboxes;
  }

  @GetMapping
  SandboxView get(@PathVariable UUID id, @Parameter(hidden = true) CurrentUser user) {
    return sandboxes.get(id, user.id());
  }

  @PostMapping("/start")
  ResponseEntity<SandboxView> start(
      @PathVariable UUID id, @Parameter(hidden = true) CurrentUser user) {
    return answer(sandboxes.start(id, user.id()));
  }

  @PostMapping("/stop")
  ResponseEntity<SandboxView> stop(
      @PathVariable UUID id, @Parameter(hidden = true) CurrentUser user) {
    return answer(sandboxes.stop(id, user.id()));
  }

  @PostMapping("/restart")
  ResponseEntity<SandboxView> restart(
      @PathVariable UUID id, @Parameter(hidden = true) CurrentUser user) {
    return answer(sandboxes.restart(id, user.id(), "restart"));
  }

  @PostMapping("/reset")
  ResponseEntity<SandboxView> reset(
      @PathVariable UUID id, @Parameter(hidden = true) CurrentUser user) {
    return answer(sandboxes.restart(id, user.id(), SandboxService.RESET));
  }

  private static ResponseEntity<SandboxView> answer(SandboxView sandbox) {
    return switch (sandbox.state()) {
      case STARTING, STOPPING -> ResponseEntity.accepted().body(sandbox);
      case RUNNING, STOPPED, FAILED -> ResponseEntity.ok(sandbox);
    };
  }
}
