package dev.cove.sandbox.idle;

import dev.cove.sandbox.agent.AgentEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a sandbox was last active, in each of the ways that count. A value: each observation makes
 * the next one.
 *
 * @param human the last keystroke, "keep running", or start
 * @param output the last byte a terminal printed
 * @param foreground the last time a program ran in a terminal's foreground
 * @param program that program, while it runs
 * @param execution the last time an execution ran
 * @param executing whether one runs
 * @param work the last time the processor was used
 * @param working whether it is
 * @param keepAliveUntil until when a person asked for it to stay
 * @param inputBytes the agent's counter at the last observation
 * @param outputBytes likewise
 */
record Activity(
    Instant human,
    @Nullable Instant output,
    @Nullable Instant foreground,
    @Nullable String program,
    @Nullable Instant execution,
    boolean executing,
    @Nullable Instant work,
    boolean working,
    @Nullable Instant keepAliveUntil,
    long inputBytes,
    long outputBytes) {

  /** A sandbox that has just started, or has just been taken over: nobody is stopped early. */
  static Activity began(Instant now, @Nullable Instant keepAliveUntil) {
    return new Activity(now, null, null, null, null, false, null, false, keepAliveUntil, 0, 0);
  }

  /** What the agent reports changes this. */
  Activity observed(AgentEvent.Usage usage, double cpuPercent, Instant now) {
    String running = usage.foreground().values().stream().findFirst().orElse(null);
    boolean busy = usage.cpuPercent() >= cpuPercent;
    boolean executes = usage.executions() > 0;
    return new Activity(
        // an agent too old to tell: nobody is stopped while they may be typing
        usage.inputBytes() > inputBytes || usage.inputBytes() < 0 ? now : human,
        usage.outputBytes() > outputBytes ? now : output,
        running != null ? now : foreground,
        running,
        executes ? now : execution,
        executes,
        busy ? now : work,
        busy,
        keepAliveUntil,
        usage.inputBytes(),
        usage.outputBytes());
  }

  /** A person wants it to stay until then. */
  Activity keptAlive(Instant until, Instant now) {
    return new Activity(
        now,
        output,
        foreground,
        program,
        execution,
        executing,
        work,
        working,
        until,
        inputBytes,
        outputBytes);
  }
}
