package dev.cove.sandbox.execution;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.SandboxObserver;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
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
      if (run == null && heardAgain(sandbox, exit)) {
        return;
      }
      if (run != null) {
        Execution ended = run.ended(exit);
        try {
          end(ended, exit.outcome());
        } finally {
          // whoever waits has the result, recorded or not
          run.finish(ended);
        }
      }
      var _ = sandbox.agent().terminals().request("exec.forget", Map.of("handle", exit.handle()));
    } catch (AgentException | DataAccessException | TransactionException e) {
      log.info("The end of an execution is recorded when the agent tells it again", e);
    }
  }

  /**
   * An end of a run this process has not begun: it was before. All of its output is asked for, and
   * then its end comes once more.
   */
  private boolean heardAgain(LiveSandbox sandbox, AgentEvent.ExecExit exit) {
    Execution row = executions.running(sandbox.sandboxId(), exit.handle()).orElse(null);
    if (row == null) {
      return false;
    }
    Key key = new Key(sandbox.sandboxId(), exit.handle());
    if (runs.putIfAbsent(key, new ExecutionRun(row, properties, false)) == null) {
      try {
        var _ =
            AgentFiles.await(
                sandbox
                    .agent()
                    .terminals()
                    .request("exec.replay", Map.of("handle", exit.handle())));
      } catch (AgentException e) {
        runs.remove(key);
        throw e;
      }
    }
    return true;
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
      for (ExecutionRun run : List.copyOf(runs.values())) {
        if (run.started().sandboxId().equals(sandbox.sandboxId())) {
          runs.remove(new Key(sandbox.sandboxId(), run.started().handle()), run);
          killed(run);
        }
      }
      for (Execution row : executions.runningIn(sandbox.sandboxId())) {
        killed(new ExecutionRun(row, properties, false));
      }
    });
  }

  private void killed(ExecutionRun run) {
    Execution ended =
        run.ended(
            new AgentEvent.ExecExit(run.started().handle(), null, null, "KILLED", 0, 0, 0, false));
    try {
      end(ended, "KILLED");
    } catch (DataAccessException | TransactionException e) {
      log.warn("The end of execution {} is not recorded", ended.id(), e);
    } finally {
      run.finish(ended);
    }
  }
}
