package dev.cove.sandbox.sandbox.web;

import dev.cove.sandbox.sandbox.Sandbox;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The containers that serve a session. */
record SandboxesInUseResponse(List<InUse> items) {

  /** One of them. */
  record InUse(UUID sessionId, @Nullable String sandboxId, String state) {}

  static SandboxesInUseResponse from(List<Sandbox> sandboxes) {
    return new SandboxesInUseResponse(
        sandboxes.stream()
            .map(one -> new InUse(one.sessionId(), one.sandboxId(), one.state().name()))
            .toList());
  }
}
