package dev.cove.sandbox.idle;

import dev.cove.sandbox.sandbox.Idleness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what keeps a sandbox alive and when it stops. Idle is: no keystroke, no output, no
 * program in a terminal's foreground, no execution, and next to no processor time, all of that for
 * {@link IdleProperties#after}.
 *
 * <p>Four programs and their verdicts: a loop that sleeps and prints stays (output); one that
 * computes in the background stays, but only so long after the last human act (work); one that
 * waits for input in the foreground stays (foreground); one that was detached and sleeps does not
 * keep anything alive.
 */
final class IdleRule {

  private record Reason(String name, Instant until, boolean goesOn) {}

  private final IdleProperties properties;

  IdleRule(IdleProperties properties) {
    this.properties = properties;
  }

  Idleness decide(Activity activity, Instant now) {
    List<Reason> reasons = new ArrayList<>();
    add(reasons, "KEYSTROKE", activity.human(), false);
    add(reasons, "OUTPUT", activity.output(), false);
    add(
        reasons,
        activity.program() == null ? "FOREGROUND" : "FOREGROUND:" + activity.program(),
        activity.foreground(),
        activity.program() != null);
    add(reasons, "EXECUTION", activity.execution(), activity.executing());
    work(reasons, activity, now);
    if (activity.keepAliveUntil() != null) {
      reasons.add(new Reason("KEEP_ALIVE", activity.keepAliveUntil(), false));
    }
    Instant last = last(activity);
    List<Reason> alive =
        reasons.stream()
            .filter(reason -> reason.goesOn() || reason.until().isAfter(now))
            .sorted(Comparator.comparing(Reason::goesOn).thenComparing(Reason::until).reversed())
            .toList();
    boolean endless = properties.after().isZero() || alive.stream().anyMatch(Reason::goesOn);
    Instant stopsAt = alive.stream().map(Reason::until).max(Comparator.naturalOrder()).orElse(now);
    return new Idleness(alive.stream().map(Reason::name).toList(), last, endless ? null : stopsAt);
  }

  private void add(List<Reason> reasons, String name, @Nullable Instant when, boolean goesOn) {
    if (when != null) {
      reasons.add(new Reason(name, when.plus(properties.after()), goesOn));
    }
  }

  /**
   * Processor time counts only so long after the last human act, or a miner would live for ever.
   */
  private void work(List<Reason> reasons, Activity activity, Instant now) {
    Instant when = activity.work();
    if (when == null) {
      return;
    }
    Instant most = activity.human().plus(properties.backgroundWork());
    Instant until = when.plus(properties.after());
    reasons.add(
        new Reason(
            "CPU", until.isBefore(most) ? until : most, activity.working() && now.isBefore(most)));
  }

  private static Instant last(Activity activity) {
    Instant last = activity.human();
    for (Instant when :
        new @Nullable Instant[] {
          activity.output(), activity.foreground(), activity.execution(), activity.work()
        }) {
      if (when != null && when.isAfter(last)) {
        last = when;
      }
    }
    return last;
  }
}
