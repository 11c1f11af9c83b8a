package dev.cove.sandbox.sandbox;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.agent.AgentException;
import dev.cove.sandbox.agent.AgentLink;
import dev.cove.sandbox.sync.FileSync;
import dev.cove.starter.problem.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What this process holds of one container: its agent, its synchronisation. Thread-safe. */
public final class LiveSandbox {

  /**
   * How long after its agent's channel ended it is known at last whether the container did, too.
   */
  public static final Duration END_KNOWN_WITHIN = Duration.ofSeconds(10);

  private final UUID sessionId;
  private final UUID ownerId;
  private final String sandboxId;
  private final CompletableFuture<LiveSandbox> configured = new CompletableFuture<>();
  private final CompletableFuture<LiveSandbox> filled = new CompletableFuture<>();
  private final CompletableFuture<LiveSandbox> ready = new CompletableFuture<>();
  private final AtomicReference<@Nullable AgentLink> agent = new AtomicReference<>();
  private final AtomicReference<@Nullable FileSync> sync = new AtomicReference<>();
  private volatile AgentEvent.@Nullable Usage usage;
  private volatile @Nullable Idleness idleness;
  private volatile boolean closing;

  LiveSandbox(UUID sessionId, UUID ownerId, String sandboxId) {
    this.sessionId = sessionId;
    this.ownerId = ownerId;
    this.sandboxId = sandboxId;
  }

  /** The session it serves. */
  public UUID sessionId() {
    return sessionId;
  }

  /** The session's owner. */
  public UUID ownerId() {
    return ownerId;
  }

  /** The container's short id. */
  public String sandboxId() {
    return sandboxId;
  }

  /**
   * Done when the container's agent knows whom it serves: a shell may start while the files are on
   * their way. Fails as {@link #ready} does.
   */
  public CompletableFuture<LiveSandbox> configured() {
    return configured;
  }

  /**
   * Done when the container has its files: a prompt may be seen while it is being recorded that it
   * runs. Fails as {@link #ready} does.
   */
  public CompletableFuture<LiveSandbox> filled() {
    return filled;
  }

  /**
   * Done when the container runs and has its files; fails with a {@code ProblemException} when it
   * will not.
   */
  public CompletableFuture<LiveSandbox> ready() {
    return ready;
  }

  /** The way to its agent. */
  public AgentLink agent() {
    AgentLink link = agent.get();
    if (link == null) {
      throw new AgentException.Gone("the sandbox has no agent yet");
    }
    return link;
  }

  /** Its files. */
  public FileSync sync() {
    FileSync files = sync.get();
    if (files == null) {
      throw new AgentException.Gone("the sandbox has no files yet");
    }
    return files;
  }

  /** Its consumption, as of at most two seconds ago. */
  public AgentEvent.@Nullable Usage usage() {
    return usage;
  }

  /** What keeps it alive, as of the last look. */
  public @Nullable Idleness idleness() {
    return idleness;
  }

  /** Somebody looked what keeps it alive. */
  public void found(Idleness now) {
    idleness = now;
  }

  /** Whether it takes no input any more. */
  public boolean isClosing() {
    return closing;
  }

  /** The revision it has, or 0 while it is filled. */
  public long appliedRevision() {
    FileSync files = sync.get();
    return files == null ? 0 : files.appliedRevision();
  }

  void becameConfigured() {
    configured.complete(this);
  }

  void becameFilled() {
    filled.complete(this);
  }

  void becameReady() {
    configured.complete(this);
    filled.complete(this);
    ready.complete(this);
  }

  void failed(ProblemException problem) {
    configured.completeExceptionally(problem);
    filled.completeExceptionally(problem);
    ready.completeExceptionally(problem);
  }

  void linked(AgentLink link) {
    agent.set(link);
  }

  void synchronised(FileSync files) {
    sync.set(files);
  }

  void used(AgentEvent.Usage now) {
    usage = now;
  }

  void closing(boolean now) {
    closing = now;
  }

  @Nullable FileSync syncOrNull() {
    return sync.get();
  }
}
