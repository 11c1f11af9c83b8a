package dev.cove.sandbox.operator;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.node.Nodes;
import dev.cove.sandbox.sandbox.LiveSandbox;
import dev.cove.sandbox.sandbox.LiveSandboxes;
import dev.cove.sandbox.sandbox.SandboxProperties;
import dev.cove.sandbox.sandbox.SandboxService;
import dev.cove.sandbox.sandbox.SandboxView;
import dev.cove.sandbox.terminal.TerminalViewers;
import dev.cove.starter.problem.ProblemException;
import dev.cove.starter.security.CurrentUser;
import dev.cove.starter.web.Slice;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** What operators see and do: all sandboxes, and the machines they run on. */
@Service
public class OperatorService {

  /**
   * A machine.
   *
   * @param draining it takes no new sandboxes; those that run go on
   * @param waiting containers that wait for a session
   * @param usage of all its sandboxes together; null for a machine of another process
   */
  public record Node(
      String name,
      boolean draining,
      int starting,
      int running,
      int stopping,
      int waiting,
      SandboxView.@Nullable Usage usage) {}

  private static final Logger log = LoggerFactory.getLogger(OperatorService.class);

  private final SandboxService sandboxes;
  private final LiveSandboxes lives;
  private final TerminalViewers viewers;
  private final Nodes nodes;
  private final SandboxProperties properties;
  private final Clock clock;

  OperatorService(
      SandboxService sandboxes,
      LiveSandboxes lives,
      TerminalViewers viewers,
      Nodes nodes,
      SandboxProperties properties,
      Clock clock) {
    this.sandboxes = sandboxes;
    this.lives = lives;
    this.viewers = viewers;
    this.nodes = nodes;
    this.properties = properties;
    this.clock = clock;
  }

  /** All that start, run or stop, by session. */
  public Slice<SandboxView> active(
      CurrentUser operator, @Nullable UUID after, @Nullable Integer limit) {
    require(operator);
    int most = Slice.limit(limit);
    return Slice.of(
        sandboxes.activePage(after, most + 1), most, view -> view.sessionId().toString());
  }

  /** Stops somebody's sandbox, safely, and tells whoever looks on why; answers before it has. */
  public SandboxView stop(CurrentUser operator, UUID sessionId, String reason) {
    require(operator);
    log.info("Operator {} stops the sandbox of session {}: {}", operator.id(), sessionId, reason);
    lives
        .find(sessionId)
        .ifPresent(live -> viewers.warn(live, "An administrator stops this sandbox: " + reason));
    return sandboxes.stopForOperator(sessionId);
  }

  /** Every machine with what it carries. */
  public List<Node> nodes(CurrentUser operator) {
    require(operator);
    return nodes.loads(properties.node()).stream().map(this::node).toList();
  }

  private Node node(Nodes.Load load) {
    return new Node(
        load.node(),
        load.draining(),
        load.starting(),
        load.running(),
        load.stopping(),
        load.waiting(),
        load.node().equals(properties.node()) ? usage() : null);
  }

  private SandboxView.Usage usage() {
    double cpu = 0;
    long memory = 0;
    int pids = 0;
    long disk = 0;
    for (LiveSandbox live : lives.all()) {
      AgentEvent.Usage usage = live.usage();
      if (usage != null) {
        cpu += usage.cpuPercent();
        memory += usage.memoryBytes();
        pids += usage.pids();
        disk += usage.diskBytes();
      }
    }
    return new SandboxView.Usage(cpu, memory, pids, disk);
  }

  /** From now on a machine takes no new sandboxes, or takes them again. */
  public Node drain(CurrentUser operator, String node, boolean draining) {
    require(operator);
    if (nodes.loads(properties.node()).stream().noneMatch(load -> load.node().equals(node))) {
      throw new ProblemException(
          HttpStatus.NOT_FOUND, "node-not-found", "There is no machine of this name.");
    }
    log.info("Operator {}: machine {} is {}", operator.id(), node, draining ? "drained" : "open");
    nodes.drain(node, draining, clock.instant());
    return nodes(operator).stream()
        .filter(one -> one.name().equals(node))
        .findFirst()
        .orElseThrow();
  }

  private static void require(CurrentUser user) {
    if (!user.admin()) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "admins-only", "Only administrators may do this.");
    }
  }
}
