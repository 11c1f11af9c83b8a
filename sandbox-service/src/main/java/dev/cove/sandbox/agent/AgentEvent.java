package dev.cove.sandbox.agent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an agent reports without being asked, already checked for form and bounds. */
public sealed interface AgentEvent {

  /** First words of a channel. */
  record Hello(
      String channel,
      String bootId,
      int uid,
      boolean configured,
      List<OpenTerminal> terminals,
      Set<Integer> executions)
      implements AgentEvent {}

  /** A terminal the agent has. */
  record OpenTerminal(int handle, String id, boolean exited) {}

  /** The shell of a terminal ended. */
  record TerminalExit(int handle, @Nullable Integer exitCode) implements AgentEvent {}

  /** A program named its terminal. */
  record TerminalTitle(int handle, String title) implements AgentEvent {}

  /** An execution ended; sent after its last output and again until forgotten. */
  record ExecExit(
      int handle,
      @Nullable Integer exitCode,
      @Nullable Integer signal,
      String outcome,
      long durationMs,
      long cpuMs,
      long maxMemoryBytes,
      boolean truncated)
      implements AgentEvent {}

  /** What the container changed since the last batch. */
  record FilesChanged(long batch, List<FileChange> changes, List<String> unusable)
      implements AgentEvent {}

  /**
   * Consumption and activity, every two seconds.
   *
   * @param foreground by terminal the program in the foreground, where it is not the shell
   * @param inputBytes what all terminals have been given in the agent's life; -1 when it does not
   *     say
   * @param outputBytes what all terminals have printed in the agent's life
   * @param executions that run now
   */
  record Usage(
      double cpuPercent,
      long memoryBytes,
      int pids,
      long diskBytes,
      Map<Integer, String> foreground,
      long inputBytes,
      long outputBytes,
      int executions)
      implements AgentEvent {}

  /** The kernel refused something for a limit. */
  record Limit(String limit, String detail) implements AgentEvent {}

  /** One change of the container's tree. */
  record FileChange(
      boolean delete,
      String path,
      ItemType itemType,
      long size,
      @Nullable String sha256,
      boolean executable,
      @Nullable String target,
      @Nullable String base,
      boolean overLimit) {}

  /** Kinds of items both sides know. */
  enum ItemType {
    FILE,
    FOLDER,
    SYMLINK
  }
}
