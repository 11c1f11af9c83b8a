package dev.cove.sandbox.terminal;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentFiles;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.LiveSandboxes;
import dev.cove.sandbox.sandbox.SandboxErrors;
import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.sandbox.session.Session;
import dev.cove.sandbox.session.SessionAccess;
import dev.cove.starter.id.TimeOrderedUuid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens, names, closes and looks at terminals of a session for its owner. */
@Service
public class TerminalService {

  /** A terminal and what runs in front of it, null for the shell itself. */
  public record Listed(Terminal terminal, @Nullable String foreground) {}

  private static final Logger log = LoggerFactory.getLogger(TerminalService.class);
  private static final int MOST = 8;
  private static final int COLS = 80;
  private static final int ROWS = 24;
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(9);

  private final SessionAccess access;
  private final SandboxService sandboxes;
  private final LiveSandboxes lives;
  private final Terminals terminals;
  private final TerminalViewers viewers;
  private final TransactionTemplate transaction;
  private final Clock clock;

  TerminalService(
      SessionAccess access,
      SandboxService sandboxes,
      LiveSandboxes lives,
      Terminals terminals,
      TerminalViewers viewers,
      TransactionTemplate transaction,
      Clock clock) {
    this.access = access;
    this.sandboxes = sandboxes;
    this.lives = lives;
    this.terminals = terminals;
    this.viewers = viewers;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** All terminals of a session, oldest first. */
  public List<Listed> list(UUID sessionId, UUID userId) {
    var _ = access.require(sessionId, userId);
    return terminals.of(sessionId).stream().map(this::listed).toList();
  }

  /** Adds a terminal; starts the sandbox if it does not run. */
  public Listed create(
      UUID sessionId,
      UUID userId,
      @Nullable String name,
      @Nullable Integer cols,
      @Nullable Integer rows) {
    Session session = access.require(sessionId, userId);
    Optional<LiveSandbox> there = lives.find(sessionId).filter(live -> !live.isClosing());
    if (there.isEmpty()) {
      // may be refused: then there is no terminal either
      var _ = sandboxes.start(sessionId, userId);
    }
    Terminal terminal =
        Objects.requireNonNull(
            transaction.execute(_ -> add(sessionId, name, or(cols, COLS), or(rows, ROWS))));
    Optional<LiveSandbox> ready = there.filter(TerminalService::isReady);
    if (ready.isPresent()) {
      Terminal open = open(ready.get(), terminal);
      return listed(open);
    }
    var _ =
        Thread.ofVirtual()
            .name("terminal-open")
            .start(() -> {
              try {
                var _ = open(sandboxes.configured(session), terminal);
              } catch (RuntimeException e) {
                log.info("A terminal waits for its first viewer", e);
              }
            });
    return listed(terminal);
  }

  private Terminal add(UUID sessionId, @Nullable String name, int cols, int rows) {
    terminals.lock(sessionId);
    List<Terminal> there = terminals.of(sessionId);
    if (there.stream().filter(terminal -> !terminal.exited()).count() >= MOST) {
      throw TerminalErrors.tooMany(MOST);
    }
    there.stream()
        .filter(Terminal::exited)
        .limit(Math.max(0, there.size() + 1L - 2 * MOST))
        .forEach(old -> terminals.remove(old.id()));
    Terminal terminal =
        new Terminal(
            TimeOrderedUuid.next(),
            sessionId,
            name == null || name.isBlank() ? nextName(there) : name.strip(),
            cols,
            rows,
            null,
            null,
            clock.instant(),
            false,
            null,
            null);
    terminals.insert(terminal);
    return terminal;
  }

  private static String nextName(List<Terminal> there) {
    int number = 1;
    while (true) {
      String name = "Terminal " + number;
      if (there.stream().noneMatch(terminal -> terminal.name().equals(name))) {
        return name;
      }
      number++;
    }
  }

  /** Gives another name or size. */
  public Listed change(
      UUID sessionId,
      UUID userId,
      UUID id,
      @Nullable String name,
      @Nullable Integer cols,
      @Nullable Integer rows) {
    var _ = access.require(sessionId, userId);
    Terminal terminal = terminals.find(sessionId, id).orElseThrow(TerminalErrors::notFound);
    String newName = name == null || name.isBlank() ? terminal.name() : name.strip();
    int newCols = or(cols, terminal.cols());
    int newRows = or(rows, terminal.rows());
    terminals.change(id, newName, newCols, newRows);
    liveOf(terminal)
        .ifPresent(
            live -> tell(live, terminal, newName, newCols, newRows, cols != null || rows != null));
    return listed(terminals.find(sessionId, id).orElseThrow(TerminalErrors::notFound));
  }

  private static void tell(
      LiveSandbox live, Terminal terminal, String name, int cols, int rows, boolean sized) {
    try {
      int handle = Objects.requireNonNull(terminal.handle());
      var connection = live.agent().terminals();
      var _ = connection.request("terminal.rename", Map.of("handle", handle, "name", name));
      if (sized) {
        var _ =
            connection.request(
                "terminal.resize", Map.of("handle", handle, "cols", cols, "rows", rows));
      }
    } catch (AgentException e) {
      log.debug("The agent is away; what is recorded counts", e);
    }
  }

  /** What an earlier run of a terminal showed last: text and colours, with line ends as printed. */
  public String lastText(UUID sessionId, UUID userId, UUID id) {
    var _ = access.require(sessionId, userId);
    return terminals.lastText(sessionId, id).orElseThrow(TerminalErrors::notFound);
  }

  /** Ends everything that runs in a terminal and removes it. */
  public void close(UUID sessionId, UUID userId, UUID id) {
    var _ = access.require(sessionId, userId);
    Terminal terminal = terminals.find(sessionId, id).orElseThrow(TerminalErrors::notFound);
    liveOf(terminal).ifPresent(live -> end(live, terminal));
    terminals.remove(id);
  }

  private void end(LiveSandbox live, Terminal terminal) {
    int handle = Objects.requireNonNull(terminal.handle());
    try {
      var _ =
          AgentFiles.await(
              live.agent()
                  .terminals()
                  .request(
                      "terminal.close", Map.of("handle", handle), CLOSED_WITHIN, json -> json));
    } catch (AgentException.Refused e) {
      log.debug("The terminal was not open", e);
    } catch (AgentException e) {
      log.warn("A terminal could not be closed", e);
      throw SandboxErrors.unreachable();
    }
    viewers.close(live.sandboxId(), handle, TerminalCloseStatus.CLOSED);
  }

  /**
   * Attaches a viewer to a terminal, opening it and starting its sandbox if need be. Blocks until
   * the sandbox has its files.
   *
   * @param from the offset the viewer has seen, or null for everything that is kept
   * @return the viewer, or empty when the terminal has too many
   */
  public Optional<TerminalViewer> view(
      UUID sessionId, UUID userId, UUID id, @Nullable Long from, ViewerSocket socket) {
    Session session = access.require(sessionId, userId);
    Terminal terminal = terminals.find(sessionId, id).orElseThrow(TerminalErrors::notFound);
    // the shell starts while the files come; nobody sees its prompt before they are in
    Terminal early = open(sandboxes.configured(session), terminal);
    LiveSandbox live = sandboxes.filled(session);
    Terminal open = early.isIn(live.sandboxId()) ? early : open(live, early);
    // an offset of an earlier container's terminal means nothing in this one
    Long start = terminal.isIn(live.sandboxId()) ? from : null;
    TerminalViewer viewer =
        new TerminalViewer(open, live, Objects.requireNonNull(open.handle()), socket);
    if (!viewers.enter(viewer)) {
      return Optional.empty();
    }
    try {
      viewer.attach(start);
    } catch (AgentException e) {
      viewers.leave(viewer);
      throw e;
    }
    return Optional.of(viewer);
  }

  private Terminal open(LiveSandbox live, Terminal terminal) {
    Terminal open =
        terminal.isIn(live.sandboxId()) ? terminal : terminals.open(terminal, live.sandboxId());
    try {
      var _ =
          AgentFiles.await(
              live.agent()
                  .terminals()
                  .request(
                      "terminal.open",
                      Map.of(
                          "handle", Objects.requireNonNull(open.handle()),
                          "terminalId", open.id(),
                          "name", open.name(),
                          "cols", open.cols(),
                          "rows", open.rows())));
      return open;
    } catch (AgentException.Refused e) {
      log.info("A terminal was not opened: {}", e.code());
      throw e.code().equals("too-many-terminals")
          ? TerminalErrors.tooMany(MOST)
          : SandboxErrors.unreachable();
    } catch (AgentException e) {
      log.info("A terminal was not opened", e);
      throw SandboxErrors.unreachable();
    }
  }

  private Listed listed(Terminal terminal) {
    AgentEvent.Usage usage = liveOf(terminal).map(LiveSandbox::usage).orElse(null);
    Integer handle = terminal.handle();
    return new Listed(
        terminal, usage == null || handle == null ? null : usage.foreground().get(handle));
  }

  private Optional<LiveSandbox> liveOf(Terminal terminal) {
    return lives.find(terminal.sessionId()).filter(live -> terminal.isIn(live.sandboxId()));
  }

  private static boolean isReady(LiveSandbox live) {
    return live.ready().isDone() && !live.ready().isCompletedExceptionally();
  }

  private static int or(@Nullable Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
