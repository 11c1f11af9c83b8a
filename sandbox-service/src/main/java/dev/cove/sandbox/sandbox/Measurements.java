package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.starter.event.PassingEvents;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells the events sockets what the sandboxes of this process use, when there is something to see:
 * an idle one costs nothing.
 */
@Component
class Measurements {

  private final LiveSandboxes lives;
  private final PassingEvents events;
  private final Map<LiveSandbox, SandboxMeasured.Measured> told = new ConcurrentHashMap<>();

  Measurements(LiveSandboxes lives, PassingEvents events) {
    this.lives = lives;
    this.events = events;
  }

  @Scheduled(fixedDelay = 3, timeUnit = TimeUnit.SECONDS)
  void tell() {
    told.keySet().retainAll(lives.all());
    for (LiveSandbox live : lives.all()) {
      SandboxMeasured.Measured now = measured(live);
      if (now != null && now.saysMoreThan(told.get(live))) {
        events.send(new SandboxMeasured(live.sessionId(), live.ownerId(), now));
        told.put(live, now);
      }
    }
  }

  private static SandboxMeasured.@Nullable Measured measured(LiveSandbox live) {
    AgentEvent.Usage usage = live.usage();
    if (usage == null || live.isClosing()) {
      return null;
    }
    Idleness idleness = live.idleness();
    return new SandboxMeasured.Measured(
        SandboxView.Usage.of(usage),
        idleness == null ? List.of() : idleness.keptAliveBy(),
        idleness == null ? null : idleness.lastActivityAt(),
        idleness == null ? null : idleness.stopsAt());
  }
}
