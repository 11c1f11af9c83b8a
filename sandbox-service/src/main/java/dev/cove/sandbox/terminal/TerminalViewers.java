package dev.cove.sandbox.terminal;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.SandboxObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who looks at which terminal. Viewers of one terminal are mirrored, and the smallest of them gives
 * its size. Thread-safe.
 */
@Component
public class TerminalViewers implements SandboxObserver {

  /** Viewers one terminal may have. */
  static final int MOST = 16;

  private record Key(String sandboxId, int handle) {}

  private record Size(int cols, int rows) {}

  private static final Logger log = LoggerFactory.getLogger(TerminalViewers.class);

  private final Terminals terminals;
  private final Counter opened;
  private final Map<Key, List<TerminalViewer>> viewers = new ConcurrentHashMap<>();
  private final Map<Key, Size> sizes = new ConcurrentHashMap<>();

  TerminalViewers(Terminals terminals, MeterRegistry meters) {
    this.terminals = terminals;
    this.opened =
        Counter.builder("cove.terminal.viewers.opened")
            .description("Terminal sockets that were attached")
            .register(meters);
    Gauge.builder("cove.terminal.viewers", viewers, TerminalViewers::count)
        .description("Terminal sockets now")
        .register(meters);
  }

  private static double count(Map<Key, List<TerminalViewer>> viewers) {
    return viewers.values().stream().mapToInt(List::size).sum();
  }

  /** Adds a viewer unless its terminal has too many. */
  boolean enter(TerminalViewer viewer) {
    List<TerminalViewer> all =
        viewers.compute(
            key(viewer),
            (_, known) -> {
              if (known == null) {
                return List.of(viewer);
              }
              return known.size() >= MOST
                  ? known
                  : Stream.concat(known.stream(), Stream.of(viewer)).toList();
            });
    boolean entered = all.contains(viewer);
    if (entered) {
      opened.increment();
    }
    return entered;
  }

  /** Removes a viewer that left. */
  public void leave(TerminalViewer viewer) {
    viewer.leave();
    Key key = key(viewer);
    List<TerminalViewer> left =
        viewers.computeIfPresent(
            key,
            (_, known) -> {
              List<TerminalViewer> others = known.stream().filter(one -> one != viewer).toList();
              return others.isEmpty() ? null : others;
            });
    if (left != null) {
      fit(key, viewer);
      return;
    }
    Size last = sizes.remove(key);
    if (last != null) {
      terminals.resized(viewer.terminal().id(), last.cols(), last.rows());
    }
  }

  /** The viewer's window has another size. */
  public void resize(TerminalViewer viewer, int cols, int rows) {
    viewer.size(Math.clamp(cols, 2, 1000), Math.clamp(rows, 1, 1000));
    fit(key(viewer), viewer);
  }

  /**
   * Decides and tells in one step for a terminal: of two sizes at once the last told is the right
   * one.
   */
  private void fit(Key key, TerminalViewer any) {
    var _ =
        sizes.compute(
            key,
            (_, known) -> {
              Size size = smallest(key);
              if (size == null || size.equals(known)) {
                return known;
              }
              return tell(key, any, size) ? size : null;
            });
  }

  private @Nullable Size smallest(Key key) {
    int cols = Integer.MAX_VALUE;
    int rows = Integer.MAX_VALUE;
    for (TerminalViewer viewer : viewers.getOrDefault(key, List.of())) {
      if (viewer.cols() > 0) {
        cols = Math.min(cols, viewer.cols());
        rows = Math.min(rows, viewer.rows());
      }
    }
    return cols == Integer.MAX_VALUE ? null : new Size(cols, rows);
  }

  private static boolean tell(Key key, TerminalViewer any, Size size) {
    try {
      var _ =
          any.sandbox()
              .agent()
              .terminals()
              .request(
                  "terminal.resize",
                  Map.of("handle", key.handle(), "cols", size.cols(), "rows", size.rows()));
      return true;
    } catch (AgentException e) {
      log.debug("The agent went before it heard of a size", e);
      return false;
    }
  }

  /** Tells everybody who looks at one of a sandbox's terminals. */
  public void warn(LiveSandbox sandbox, String text) {
    eachOf(sandbox, viewer -> viewer.socket().frame(new TerminalFrame.Notice("WARNING", text)));
  }

  /** Closes all viewers of a terminal. */
  void close(String sandboxId, int handle, TerminalCloseStatus status) {
    each(new Key(sandboxId, handle), viewer -> viewer.socket().close(status));
  }

  @Override
  public void event(LiveSandbox sandbox, AgentEvent event) {
    switch (event) {
      case AgentEvent.TerminalExit exit -> {
        each(
            new Key(sandbox.sandboxId(), exit.handle()),
            viewer -> viewer.socket().frame(new TerminalFrame.Exit(exit.exitCode())));
        var _ =
            Thread.ofVirtual()
                .name("terminal-exit")
                .start(() -> terminals.exited(sandbox.sandboxId(), exit.handle(), exit.exitCode()));
      }
      case AgentEvent.TerminalTitle title ->
          each(
              new Key(sandbox.sandboxId(), title.handle()),
              viewer -> viewer.socket().frame(new TerminalFrame.Title(title.title())));
      case AgentEvent.Limit limit ->
          eachOf(
              sandbox,
              viewer ->
                  viewer.socket().frame(new TerminalFrame.Limit(limit.limit(), limit.detail())));
      default -> {
        // not about terminals
      }
    }
  }

  @Override
  public void stopped(LiveSandbox sandbox, String reason) {
    eachOf(sandbox, viewer -> viewer.socket().close(TerminalCloseStatus.STOPPED));
  }

  /** Proxies drop connections on which nothing moves. */
  @Scheduled(fixedRate = 20, timeUnit = TimeUnit.SECONDS)
  void keepAlive() {
    viewers.values().forEach(all -> all.forEach(viewer -> viewer.socket().keepAlive()));
  }

  private void each(Key key, Consumer<TerminalViewer> action) {
    viewers.getOrDefault(key, List.of()).forEach(action);
  }

  private void eachOf(LiveSandbox sandbox, Consumer<TerminalViewer> action) {
    viewers.forEach((key, all) -> {
      if (key.sandboxId().equals(sandbox.sandboxId())) {
        all.forEach(action);
      }
    });
  }

  private static Key key(TerminalViewer viewer) {
    return new Key(viewer.sandbox().sandboxId(), viewer.handle());
  }
}
