package dev.cove.sandbox.terminal.web;

import dev.cove.sandbox.terminal.TerminalService;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The terminals of a session for its owner. */
@RestController
@Tag(name = "terminals")
@RequestMapping("/api/sessions/{id}/terminals")
class TerminalController {

  private final TerminalService terminals;

  TerminalController(TerminalService terminals) {
    this.terminals = terminals;
  }

  @GetMapping
  Slice<TerminalResponse> list(@PathVariable UUID id, @Parameter(hidden = true) CurrentUser user) {
    return new Slice<>(
        terminals.list(id, user.id()).stream().map(TerminalResponse::from).toList(), null);
  }

  @PostMapping
  ResponseEntity<TerminalResponse> create(
      @PathVariable UUID id,
      @RequestBody(required = false) @Valid @Nullable TerminalRequest body,
      @Parameter(hidden = true) CurrentUser user) {
    TerminalRequest asked = body == null ? TerminalRequest.NONE : body;
    TerminalResponse terminal =
        TerminalResponse.from(
            terminals.create(id, user.id(), asked.name(), asked.cols(), asked.rows()));
    return ResponseEntity.created(URI.create("/api/sessions/" + id + "/terminals/" + terminal.id()))
        .body(terminal);
  }

  @PatchMapping("/{terminalId}")
  TerminalResponse change(
      @PathVariable UUID id,
      @PathVariable UUID terminalId,
      @RequestBody @Valid TerminalRequest body,
      @Parameter(hidden = true) CurrentUser user) {
    return TerminalResponse.from(
        terminals.change(id, user.id(), terminalId, body.name(), body.cols(), body.rows()));
  }

  @GetMapping(path = "/{terminalId}/last-text", produces = "text/plain;charset=UTF-8")
  String lastText(
      @PathVariable UUID id,
      @PathVariable UUID terminalId,
      @Parameter(hidden = true) CurrentUser user) {
    return terminals.lastText(id, user.id(), terminalId);
  }

  @DeleteMapping("/{terminalId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void close(
      @PathVariable UUID id,
      @PathVariable UUID terminalId,
      @Parameter(hidden = true) CurrentUser user) {
    terminals.close(id, user.id(), terminalId);
  }
}
