package dev.cove.sandbox.idle;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.sandbox.Idleness;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.LiveSandboxes;
import dev.cove.sandbox.sandbox.SandboxErrors;
import dev.cove.sandbox.sandbox.SandboxObserver;
import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.sandbox.sandbox.SandboxView;
import dev.cove.sandbox.session.SessionAccess;
import dev.cove.sandbox.terminal.TerminalViewers;
import dev.cove.starter.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Follows what happens in the sandboxes of this process, warns before one stops for want of it, and
 * stops it safely. Nothing is remembered but what a person asked for: after a restart of this
 * process idleness counts anew. Thread-safe.
 */
@Component
public class IdleWatch implements SandboxObserver {

  private static final Logger log = LoggerFactory.getLogger(IdleWatch.class);

  /** A stop that was called off, because the last changes are not saved, is tried again later. */
  private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

  private static final class Watched {
    volatile Activity activity;
    volatile @Nullable Duration warned;
    volatile Instant nextTry = Instant.MIN;

    Watched(Activity activity) {
      this.activity = activity;
    }
  }

  private final IdleProperties properties;
  private final IdleRule rule;
  private final KeepAlives keepAlives;
  private final LiveSandboxes lives;
  private final SandboxService sandboxes;
  private final SessionAccess access;
  private final TerminalViewers viewers;
  private final Clock clock;
  private final Counter stops;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  IdleWatch(
      IdleProperties properties,
      KeepAlives keepAlives,
      LiveSandboxes lives,
      SandboxService sandboxes,
      SessionAccess access,
      TerminalViewers viewers,
      Clock clock,
      MeterRegistry meters) {
    this.properties = properties;
    this.rule = new IdleRule(properties);
    this.keepAlives = keepAlives;
    this.lives = lives;
    this.sandboxes = sandboxes;
    this.access = access;
    this.viewers = viewers;
    this.clock = clock;
    this.stops =
        Counter.builder("cove.sandbox.idle.stops")
            .description("Sandboxes stopped because nobody used them")
            .register(meters);
  }

  @Override
  public void event(LiveSandbox sandbox, AgentEvent event) {
    Watched one = watched.get(sandbox.sandboxId());
    if (one != null && event instanceof AgentEvent.Usage usage) {
      one.activity = one.activity.observed(usage, properties.cpuPercent(), clock.instant());
    }
  }

  @Override
  public void stopped(LiveSandbox sandbox, String reason) {
    watched.remove(sandbox.sandboxId());
    if (reason.equals(SandboxService.IDLE)) {
      stops.increment();
    }
  }

  /**
   * Keeps a session's sandbox running.
   *
   * @param minutes how long; the configured time unless given
   */
  public SandboxView keepAlive(UUID sessionId, UUID userId, @Nullable Integer minutes) {
    var _ = access.require(sessionId, userId);
    Duration wanted = minutes == null ? properties.keepAlive() : Duration.ofMinutes(minutes);
    if (!wanted.isPositive() || wanted.compareTo(properties.longestKeepAlive()) > 0) {
      throw new ProblemException(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "keep-alive-out-of-range",
              "A sandbox can be kept for 1 to "
                  + properties.longestKeepAlive().toMinutes()
                  + " minutes, not for "
                  + wanted.toMinutes()
                  + ".")
          .with("limit", properties.longestKeepAlive().toMinutes())
          .with("value", wanted.toMinutes());
    }
    LiveSandbox live = lives.find(sessionId).orElseThrow(SandboxErrors::notRunning);
    Instant now = clock.instant();
    Instant until = now.plus(wanted);
    if (!keepAlives.record(sessionId, live.sandboxId(), until)) {
      throw SandboxErrors.notRunning();
    }
    Watched one = watch(live);
    one.activity = one.activity.keptAlive(until, now);
    one.warned = null;
    live.found(rule.decide(one.activity, now));
    return sandboxes.get(sessionId, userId);
  }

  /** Looks at every sandbox: what keeps it alive, whether to warn, whether to stop it. */
  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void look() {
    for (LiveSandbox live : lives.all()) {
      if (live.ready().isDone() && !live.ready().isCompletedExceptionally() && !live.isClosing()) {
        try {
          look(live);
        } catch (RuntimeException e) {
          log.warn("Session {}: nobody knows whether it is idle", live.sessionId(), e);
        }
      }
    }
  }

  private void look(LiveSandbox live) {
    Watched one = watch(live);
    Instant now = clock.instant();
    Idleness idleness = rule.decide(one.activity, now);
    live.found(idleness);
    Instant stopsAt = idleness.stopsAt();
    if (stopsAt == null) {
      one.warned = null;
      return;
    }
    Duration left = Duration.between(now, stopsAt);
    if (!left.isPositive()) {
      if (!now.isBefore(one.nextTry)) {
        one.nextTry = now.plus(BETWEEN_TRIES);
        log.info("Session {} is idle since {}", live.sessionId(), idleness.lastActivityAt());
        sandboxes.stopIdle(live);
      }
      return;
    }
    warn(live, one, left);
  }

  private void warn(LiveSandbox live, Watched one, Duration left) {
    Duration due =
        properties.warnings().stream()
            .filter(before -> left.compareTo(before) <= 0)
            .min(Duration::compareTo)
            .orElse(null);
    if (Objects.equals(due, one.warned)) {
      return;
    }
    one.warned = due;
    if (due != null) {
      viewers.warn(
          live,
          "Nothing happens here, so the sandbox stops in "
              + words(left)
              + ". Files are saved; type or choose \"Keep running\" to go on.");
    }
  }

  private static String words(Duration left) {
    long minutes = Math.ceilDiv(left.toSeconds(), 60);
    return minutes == 1 ? "1 minute" : minutes + " minutes";
  }

  private Watched watch(LiveSandbox live) {
    return watched.computeIfAbsent(
        live.sandboxId(),
        id -> new Watched(Activity.began(clock.instant(), keepAlives.until(live.sessionId(), id))));
  }
}
