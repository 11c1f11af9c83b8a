package dev.cove.sandbox.agent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The way to one container's agent, across reconnects. Thread-safe. */
public final class AgentLink {

  private static final Pattern MODES = Pattern.compile("(\\x1b\\[\\?\\d{1,5}[hl]){0,20}");

  /**
   * What an attach answered: where the terminal stands and from where it replays.
   *
   * @param modes the sequence that brings a fresh screen into the modes the replay begins in
   */
  public record Attached(
      long offset,
      long replayFrom,
      int cols,
      int rows,
      String title,
      String modes,
      boolean exited,
      @Nullable Integer exitCode) {}

  private final String sandboxId;
  private final AgentObserver listener;
  private final AtomicInteger subscriptions = new AtomicInteger();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private volatile @Nullable AgentConnection terminals;
  private volatile @Nullable AgentConnection files;
  private volatile AgentEvent.@Nullable Hello hello;

  AgentLink(String sandboxId, AgentObserver listener) {
    this.sandboxId = sandboxId;
    this.listener = listener;
  }

  /** The container's short id. */
  public String sandboxId() {
    return sandboxId;
  }

  /** Done as soon as both channels have been there for the first time. */
  public CompletableFuture<Void> connected() {
    return connected;
  }

  /** Whether both channels are there now. */
  public boolean isConnected() {
    return live(terminals) && live(files);
  }

  /** The last words of introduction on the terminal channel. */
  public AgentEvent.@Nullable Hello hello() {
    return hello;
  }

  /** The channel of terminals and executions. */
  public AgentConnection terminals() {
    return require(terminals);
  }

  /** The channel of files. */
  public AgentConnection files() {
    return require(files);
  }

  /**
   * Subscribes a viewer to a terminal from an offset (null: everything that is kept).
   *
   * @param window how many bytes beyond the last acknowledgement may be on their way
   * @param onAttached runs before the first byte reaches the sink
   * @return the subscription's number on this connection
   */
  public Subscription attach(
      int handle, @Nullable Long from, int window, OutputSink sink, Consumer<Attached> onAttached) {
    AgentConnection connection = terminals();
    int number = subscriptions.incrementAndGet();
    connection.subscribe(number, sink);
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("handle", handle);
    request.put("subscription", number);
    request.put("from", from);
    request.put("window", window);
    request.put("inputAck", true);
    CompletableFuture<Void> done =
        connection.request(
            "terminal.attach",
            request,
            AgentConnection.ANSWER_WITHIN,
            json -> {
              JsonNode input = json.path("inputOffset");
              if (input.isIntegralNumber()) {
                connection.countInput(handle, input.longValue());
              }
              onAttached.accept(attached(json));
              return null;
            });
    return new Subscription(connection, number, done);
  }

  /** A viewer's subscription, which ends with its connection. */
  public record Subscription(
      AgentConnection connection, int number, CompletableFuture<Void> attached) {

    /** Tells the agent what the viewer has seen. */
    public void ack(long offset) {
      connection.ack(number, offset);
    }

    /** Ends it. */
    public void detach() {
      connection.unsubscribe(number);
      if (!connection.isClosed()) {
        var _ = connection.request("terminal.detach", Map.of("subscription", number));
      }
    }
  }

  private static Attached attached(JsonNode json) {
    return new Attached(
        json.path("offset").asLong(0),
        json.path("replayFrom").asLong(0),
        json.path("cols").asInt(80),
        json.path("rows").asInt(24),
        json.path("title").asString(""),
        modes(json.path("modes").asString("")),
        json.path("exited").asBoolean(false),
        json.path("exitCode").isInt() ? json.path("exitCode").intValue() : null);
  }

  private static String modes(String sequence) {
    if (!MODES.matcher(sequence).matches()) {
      throw new AgentException.Violation("modes that are none");
    }
    return sequence;
  }

  void arrived(AgentConnection connection, AgentEvent.Hello words) {
    AgentConnection before;
    if (words.channel().equals("files")) {
      before = files;
      files = connection;
    } else {
      before = terminals;
      terminals = connection;
      hello = words;
    }
    if (before != null) {
      before.close();
    }
    if (live(terminals) && live(files)) {
      connected.complete(null);
    }
    listener.connected(this, words);
  }

  void serve(AgentConnection connection) {
    connection.run(frame -> {
      switch (frame) {
        case AgentFrame.ExecOutput output ->
            listener.execOutput(this, output.handle(), output.stream(), output.bytes());
        case AgentFrame.Event event ->
            AgentEventReader.read(event.body()).ifPresent(e -> listener.event(this, e));
        default -> throw new AgentException.Violation("a frame in the wrong place");
      }
      return null;
    });
    listener.lost(this);
  }

  void close() {
    connected.completeExceptionally(new AgentException.Gone("the sandbox is gone"));
    for (AgentConnection connection : new AgentConnection[] {terminals, files}) {
      if (connection != null) {
        connection.close();
      }
    }
  }

  void probe() {
    for (AgentConnection connection : new AgentConnection[] {terminals, files}) {
      if (connection != null && !connection.isClosed()) {
        var _ =
            Thread.ofVirtual()
                .name("agent-probe")
                .start(() -> AgentServer.endUnlessAlive(connection));
      }
    }
  }

  private AgentConnection require(@Nullable AgentConnection connection) {
    if (connection == null || connection.isClosed()) {
      throw new AgentException.Gone("the agent of " + sandboxId + " is not connected");
    }
    return connection;
  }

  private static boolean live(@Nullable AgentConnection connection) {
    return connection != null && !connection.isClosed();
  }
}
