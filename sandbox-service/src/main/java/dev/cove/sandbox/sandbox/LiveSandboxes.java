package dev.cove.sandbox.sandbox;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The containers this process serves, by session. Thread-safe. */
@Component
public class LiveSandboxes {

  private final Map<UUID, LiveSandbox> bySession = new ConcurrentHashMap<>();

  LiveSandboxes() {}

  /** The session's container, if one starts or runs here. */
  public Optional<LiveSandbox> find(UUID sessionId) {
    return Optional.ofNullable(bySession.get(sessionId));
  }

  /** All of them. */
  public Collection<LiveSandbox> all() {
    return bySession.values();
  }

  void put(LiveSandbox live) {
    bySession.put(live.sessionId(), live);
  }

  void remove(LiveSandbox live) {
    bySession.remove(live.sessionId(), live);
  }
}
