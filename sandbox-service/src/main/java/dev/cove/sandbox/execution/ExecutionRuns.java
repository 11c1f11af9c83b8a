package dev.cove.sandbox.execution;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.SandboxObserver;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What runs now, and the recording of its end, also of runs that were begun before this process.
 */
@Component
class ExecutionRuns implements SandboxObserver {

  private record Key(String sandboxId, int handle) {}

  private static final Logger log = LoggerFactory.getLogger(ExecutionRuns.class);

  private final Executions executions;
  private final ExecutionProperties properties;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Map<Key, ExecutionRun> runs = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ExecutionRuns(
      Executions executions,
      ExecutionProperties properties,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.executions = executions;
    this.properties = properties;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  void add(ExecutionRun run) {
    runs.put(new Key(run.started().sandboxId(), run.started().handle()), run);
  }

  void remove(ExecutionRun run) {
    runs.remove(new Key(run.started().sandboxId(), run.started().handle()), run);
  }

  long of(UUID sessionId) {
    return runs.values().stream()
        .filter(run -> run.started().sessionId().equals(sessionId))
        .count();
  }

  @Override
  public void execOutput(LiveSandbox sandbox, int handle, int stream, ByteBuffer bytes) {
    ExecutionRun run = runs.get(new Key(sandbox.sandboxId(), handle));
    if (run != null) {
      run.output(stream, bytes);
    }
  }

  @Override
  public void event(LiveSandbox sandbox, AgentEvent event) {
    if (event instanceof AgentEvent.ExecExit exit) {
      ExecutionRun run = runs.remove(new Key(sandbox.sandboxId(), exit.handle()));
      threads.execute(() -> record(sandbox, exit, run));
    }
  }

  private void record(LiveSandbox sandbox, AgentEvent.ExecExit exit, @Nullable ExecutionRun run) {
    try {
      ExecutionRun known =
          run != null
              ? run
              : executions
                  .running(sandbox.sandboxId(), exit.handle())
                  .map(row -> new ExecutionRun(row, 0, false))
                  .orElse(null);
      if (known != null) {
        Execution ended = known.ended(exit);
        end(ended, exit.outcome());
        known.finish(ended);
      }
      var _ = sandbox.agent().terminals().request("exec.forget", Map.of("handle", exit.handle()));
    } catch (AgentException e) {
      log.debug("The agent will tell the end again", e);
    }
  }

  private void end(Execution ended, String outcome) {
    transaction.executeWithoutResult(_ -> {
      if (executions.end(ended, clock.instant())) {
        executions.prune(ended.sessionId(), properties.history());
        events.publishEvent(
            new ExecutionCompleted(
                ended.sessionId(), ended.id(), outcome, ended.exitCode(), ended.durationMs()));
      }
    });
  }

  /** What ran in a container that is gone ended with it. */
  @Override
  public void stopped(LiveSandbox sandbox, String reason) {
    threads.execute(() -> {
      for (Execution row : executions.runningIn(sandbox.sandboxId())) {
        ExecutionRun run = runs.remove(new Key(sandbox.sandboxId(), row.handle()));
        ExecutionRun known = run == null ? new ExecutionRun(row, 0, false) : run;
        Execution ended =
            known.ended(new AgentEvent.ExecExit(row.handle(), null, null, "KILLED", 0, 0, false));
        end(ended, "KILLED");
        known.finish(ended);
      }
    });
  }
}
