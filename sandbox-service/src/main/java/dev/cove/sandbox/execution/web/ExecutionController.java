package dev.cove.sandbox.execution.web;

import dev.cove.sandbox.execution.ExecutionRun;
import dev.cove.sandbox.execution.ExecutionService;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Programs run once in a session's container. */
@RestController
@Tag(name = "executions")
@RequestMapping("/api/sessions/{id}/executions")
class ExecutionController {

  private final ExecutionService executions;
  private final ExecutionStream stream;

  ExecutionController(ExecutionService executions, ExecutionStream stream) {
    this.executions = executions;
    this.stream = stream;
  }

  @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  ExecutionResponse run(
      @PathVariable UUID id,
      @RequestBody @Valid ExecutionRequest body,
      @Parameter(hidden = true) CurrentUser user) {
    return ExecutionResponse.from(executions.await(start(id, body, user, false)));
  }

  @PostMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter runStreamed(
      @PathVariable UUID id,
      @RequestBody @Valid ExecutionRequest body,
      @Parameter(hidden = true) CurrentUser user) {
    return stream.of(start(id, body, user, true));
  }

  @GetMapping
  Slice<ExecutionResponse> history(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable UUID cursor,
      @RequestParam(required = false) @Nullable Integer limit,
      @Parameter(hidden = true) CurrentUser user) {
    return executions.history(id, user.id(), cursor, limit).map(ExecutionResponse::from);
  }

  @DeleteMapping("/{executionId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(
      @PathVariable UUID id,
      @PathVariable UUID executionId,
      @Parameter(hidden = true) CurrentUser user) {
    executions.cancel(id, user.id(), executionId);
  }

  private ExecutionRun start(UUID id, ExecutionRequest body, CurrentUser user, boolean streamed) {
    return executions.start(
        id,
        user.id(),
        body.program(),
        body.stdin(),
        body.timeoutSeconds(),
        body.revision(),
        streamed);
  }
}
