package dev.cove.sandbox.operator.web;

import dev.cove.sandbox.operator.OperatorService;
import dev.cove.sandbox.sandbox.SandboxView;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All sandboxes and machines, for administrators. */
@RestController
@Tag(name = "operators")
@RequestMapping("/api/admin")
class OperatorController {

  /** Why a sandbox is stopped; its user reads it. */
  record StopRequest(@NotBlank @Size(max = 200) String reason) {}

  private final OperatorService operators;

  OperatorController(OperatorService operators) {
    this.operators = operators;
  }

  @GetMapping("/sandboxes")
  Slice<SandboxView> sandboxes(
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      @Parameter(hidden = true) CurrentUser user) {
    return operators.active(user, cursor, limit);
  }

  @PostMapping("/sandboxes/{sessionId}/stop")
  SandboxView stop(
      @PathVariable UUID sessionId,
      @RequestBody @Valid StopRequest body,
      @Parameter(hidden = true) CurrentUser user) {
    return operators.stop(user, sessionId, body.reason().strip());
  }

  @GetMapping("/nodes")
  Slice<OperatorService.Node> nodes(@Parameter(hidden = true) CurrentUser user) {
    return new Slice<>(operators.nodes(user), null);
  }

  @PostMapping("/nodes/{node}/drain")
  OperatorService.Node drain(
      @PathVariable String node, @Parameter(hidden = true) CurrentUser user) {
    return operators.drain(user, node, true);
  }

  @DeleteMapping("/nodes/{node}/drain")
  OperatorService.Node open(@PathVariable String node, @Parameter(hidden = true) CurrentUser user) {
    return operators.drain(user, node, false);
  }
}
