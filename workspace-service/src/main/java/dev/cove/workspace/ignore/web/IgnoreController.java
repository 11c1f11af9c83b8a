package dev.cove.workspace.ignore.web;

import dev.cove.starter.security.CurrentUser;
import dev.cove.workspace.file.FileService.Actor;
import dev.cove.workspace.file.web.ClientId;
import dev.cove.workspace.ignore.IgnoreService;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What stays in the sandbox. */
@RestController
@RequestMapping("/api/sessions/{id}/ignore")
class IgnoreController {

  private final IgnoreService ignored;

  IgnoreController(IgnoreService ignored) {
    this.ignored = ignored;
  }

  /**
   * The new list.
   *
   * @param names at most 100; null for the installation's own list
   */
  record IgnoreRequest(@Nullable List<@NotNull String> names) {}

  @GetMapping
  IgnoreService.IgnoreList get(CurrentUser user, @PathVariable UUID id) {
    return ignored.of(id, user.id());
  }

  @PutMapping
  IgnoreService.IgnoreList change(
      CurrentUser user,
      @PathVariable UUID id,
      @RequestHeader(name = "X-Client-Id", required = false) @Nullable String clientId,
      @Valid @RequestBody IgnoreRequest request) {
    var actor = new Actor(user.id(), ClientId.checked(clientId));
    return ignored.change(id, actor, request.names());
  }
}
