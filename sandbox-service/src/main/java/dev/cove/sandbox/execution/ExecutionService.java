package dev.cove.sandbox.execution;

import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.LiveSandboxes;
import dev.cove.sandbox.sandbox.SandboxErrors;
import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.sandbox.session.Session;
import dev.cove.sandbox.session.SessionAccess;
import dev.cove.starter.id.TimeOrderedUuid;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.web.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Runs programs once in a session's container for its owner. */
@Service
public class ExecutionService {

  private static final Logger log = LoggerFactory.getLogger(ExecutionService.class);

  private final SessionAccess access;
  private final SandboxService sandboxes;
  private final LiveSandboxes lives;
  private final Executions executions;
  private final ExecutionRuns runs;
  private final ExecutionTurns turns;
  private final ExecutionProperties properties;
  private final Clock clock;

  ExecutionService(
      SessionAccess access,
      SandboxService sandboxes,
      LiveSandboxes lives,
      Executions executions,
      ExecutionRuns runs,
      ExecutionTurns turns,
      ExecutionProperties properties,
      Clock clock) {
    this.access = access;
    this.sandboxes = sandboxes;
    this.lives = lives;
    this.executions = executions;
    this.runs = runs;
    this.turns = turns;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * Starts a program once it is its turn, the sandbox runs and has the revision.
   *
   * @param streamed whether somebody reads the pieces as they come
   */
  public ExecutionRun start(
      UUID sessionId,
      UUID userId,
      Program program,
      @Nullable String stdin,
      @Nullable Integer timeoutSeconds,
      @Nullable Long revision,
      boolean streamed) {
    Session session = access.require(sessionId, userId);
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("argv", program.argv());
    request.put("cwd", "/workspace");
    request.put("env", program.environment());
    if (stdin != null) {
      request.put(
          "stdin", Base64.getEncoder().encodeToString(stdin.getBytes(StandardCharsets.UTF_8)));
    }
    request.put("timeoutMs", timeout(timeoutSeconds).toMillis());
    request.put("outputLimit", properties.limit().toBytes());
    ExecutionTurns.Turn turn = turn(sessionId);
    boolean begun = false;
    try {
      LiveSandbox live = sandboxes.running(session);
      if (revision != null) {
        sandboxes.awaitRevision(live, revision, properties.revisionWithin());
      }
      ExecutionRun run =
          new ExecutionRun(execution(sessionId, live, program), properties, streamed);
      begin(live, run, request);
      begun = true;
      var _ = run.end().whenComplete((_, _) -> turn.end());
      return run;
    } finally {
      if (!begun) {
        turn.end();
      }
    }
  }

  private ExecutionTurns.Turn turn(UUID sessionId) {
    try {
      return turns.await(sessionId);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ExecutionErrors.lost();
    }
  }

  private void begin(LiveSandbox live, ExecutionRun run, Map<String, Object> request) {
    Execution execution = run.started();
    request.put("handle", execution.handle());
    executions.insert(execution);
    runs.add(run);
    try {
      var _ = AgentFiles.await(live.agent().terminals().request("exec.start", request));
    } catch (AgentException e) {
      log.warn("An execution was not started", e);
      runs.remove(run);
      executions.remove(execution.id());
      throw e instanceof AgentException.Refused refused
          ? ExecutionErrors.refused(refused.code())
          : SandboxErrors.unreachable();
    }
  }

  private Duration timeout(@Nullable Integer seconds) {
    if (seconds == null) {
      return properties.defaultTimeout();
    }
    long most = properties.maxTimeout().toSeconds();
    if (seconds < 1 || seconds > most) {
      throw ExecutionErrors.invalid("timeoutSeconds", "must be from 1 to " + most);
    }
    return Duration.ofSeconds(seconds);
  }

  private Execution execution(UUID sessionId, LiveSandbox live, Program program) {
    return new Execution(
        TimeOrderedUuid.next(),
        sessionId,
        live.sandboxId(),
        executions.nextHandle(),
        program.shown(),
        clock.instant(),
        null,
        null,
        null,
        null,
        "",
        "",
        false,
        0,
        0,
        0);
  }

  /** Waits for the end. */
  public Execution await(ExecutionRun run) {
    try {
      return run.end().get(properties.maxTimeout().toSeconds() + 30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ExecutionErrors.lost();
    } catch (TimeoutException _) {
      throw ExecutionErrors.lost();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProblemException problem ? problem : ExecutionErrors.lost();
    }
  }

  /** Earlier runs, newest first. */
  public Slice<Execution> history(
      UUID sessionId, UUID userId, @Nullable UUID before, @Nullable Integer limit) {
    var _ = access.require(sessionId, userId);
    int most = Slice.limit(limit);
    return Slice.of(
        executions.page(sessionId, before, most + 1), most, item -> item.id().toString());
  }

  /** Ends a run; nothing happens when it has ended already. */
  public void cancel(UUID sessionId, UUID userId, UUID id) {
    var _ = access.require(sessionId, userId);
    Execution execution = executions.find(sessionId, id).orElseThrow(ExecutionErrors::notFound);
    if (execution.endedAt() != null) {
      return;
    }
    lives
        .find(sessionId)
        .filter(live -> live.sandboxId().equals(execution.sandboxId()))
        .ifPresent(live -> cancel(live, execution));
  }

  private static void cancel(LiveSandbox live, Execution execution) {
    try {
      var _ =
          AgentFiles.await(
              live.agent()
                  .terminals()
                  .request("exec.cancel", Map.of("handle", execution.handle())));
    } catch (AgentException.Refused e) {
      log.debug("It ended by itself", e);
    } catch (AgentException e) {
      log.info("An execution could not be cancelled", e);
      throw SandboxErrors.unreachable();
    }
  }
}
