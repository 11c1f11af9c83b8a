package dev.cove.sandbox.idle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.sandbox.agent.AgentEvent;
import dev.cove.sandbox.sandbox.Idleness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The verdicts, written down before the programs are run. */
class IdleRuleTests {

  private static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
  private static final IdleProperties PROPERTIES =
      new IdleProperties(
          Duration.ofMinutes(30),
          2,
          Duration.ofHours(12),
          List.of(Duration.ofMinutes(10), Duration.ofMinutes(2)),
          Duration.ofHours(1),
          Duration.ofHours(12));

  private final IdleRule rule = new IdleRule(PROPERTIES);
  private Activity activity = Activity.began(START, null);
  private Instant now = START;
  private long input;
  private long output;

  private void pass(Duration time, double cpu, Map<Integer, String> foreground, int executions) {
    now = now.plus(time);
    activity =
        activity.observed(
            new AgentEvent.Usage(cpu, 0, 3, 0, foreground, input, output, executions),
            PROPERTIES.cpuPercent(),
            now);
  }

  private Idleness verdict() {
    return rule.decide(activity, now);
  }

  private static Duration minutes(long minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  @DisplayName("S5 nothing at all: stops 30 minutes after the start")
  void nothingStops() {
    pass(minutes(29), 0, Map.of(), 0);
    assertThat(verdict().stopsAt()).isEqualTo(START.plus(minutes(30)));
    assertThat(verdict().keptAliveBy()).containsExactly("KEYSTROKE");
    pass(minutes(1), 0, Map.of(), 0);
    assertThat(verdict().keptAliveBy()).isEmpty();
    assertThat(verdict().stopsAt()).isBeforeOrEqualTo(now);
  }

  @Test
  @DisplayName("S5 a keystroke counts from when it came")
  void keystrokeCounts() {
    pass(minutes(20), 0, Map.of(), 0);
    input = 1;
    pass(minutes(5), 0, Map.of(), 0);
    pass(minutes(20), 0, Map.of(), 0);
    assertThat(verdict().stopsAt()).isEqualTo(START.plus(minutes(55)));
    assertThat(verdict().lastActivityAt()).isEqualTo(START.plus(minutes(25)));
  }

  @Test
  @DisplayName(
      "S5 an agent that does not tell of keystrokes: nobody is stopped while they may be typing")
  void unknownKeystrokesCount() {
    input = -1;
    pass(minutes(45), 0, Map.of(), 0);
    assertThat(verdict().keptAliveBy()).containsExactly("KEYSTROKE");
  }

  @Test
  @DisplayName("S5 a loop that sleeps and prints: stays as long as it prints")
  void outputCounts() {
    for (int i = 0; i < 100; i++) {
      output += 20;
      pass(minutes(20), 0, Map.of(), 0);
      assertThat(verdict().keptAliveBy()).contains("OUTPUT");
    }
    pass(minutes(31), 0, Map.of(), 0);
    assertThat(verdict().keptAliveBy()).isEmpty();
  }

  @Test
  @DisplayName("S5 pure computing in the background: stays up to 12 hours after the last human act")
  void backgroundWorkCountsForTwelveHours() {
    for (int i = 0; i < 11 * 6; i++) {
      pass(minutes(10), 97, Map.of(), 0);
      assertThat(verdict().keptAliveBy()).contains("CPU");
      assertThat(verdict().stopsAt()).isNull();
    }
    for (int i = 0; i < 6; i++) {
      pass(minutes(10), 97, Map.of(), 0);
    }
    assertThat(verdict().keptAliveBy()).isEmpty();
    assertThat(verdict().stopsAt()).isBeforeOrEqualTo(now);
  }

  @Test
  @DisplayName("S5 a program in the foreground that waits for input: stays")
  void foregroundCounts() {
    pass(Duration.ofHours(20), 0, Map.of(1, "python3"), 0);
    assertThat(verdict().keptAliveBy()).containsExactly("FOREGROUND:python3");
    assertThat(verdict().stopsAt()).isNull();
    pass(minutes(1), 0, Map.of(), 0);
    assertThat(verdict().stopsAt()).isEqualTo(now.plus(minutes(29)));
  }

  @Test
  @DisplayName("S5 detached and asleep: does not keep anything alive")
  void detachedDoesNotCount() {
    for (int i = 0; i < 6; i++) {
      pass(minutes(5), 0.3, Map.of(), 0);
    }
    assertThat(verdict().keptAliveBy()).isEmpty();
  }

  @Test
  @DisplayName("S5 an execution counts while it runs")
  void executionCounts() {
    pass(minutes(40), 0, Map.of(), 1);
    assertThat(verdict().keptAliveBy()).containsExactly("EXECUTION");
    assertThat(verdict().stopsAt()).isNull();
  }

  @Test
  @DisplayName("S6 keep running: until then at least, and the time is told")
  void keepAliveCounts() {
    activity = activity.keptAlive(START.plus(Duration.ofHours(3)), now);
    pass(minutes(45), 0, Map.of(), 0);
    assertThat(verdict().keptAliveBy()).containsExactly("KEEP_ALIVE");
    assertThat(verdict().stopsAt()).isEqualTo(START.plus(Duration.ofHours(3)));
  }

  @Test
  void zeroNeverStops() {
    IdleRule never =
        new IdleRule(
            new IdleProperties(
                Duration.ZERO,
                2,
                Duration.ofHours(12),
                List.of(),
                Duration.ofHours(1),
                Duration.ofHours(12)));
    assertThat(never.decide(activity, START.plus(Duration.ofDays(9))).stopsAt()).isNull();
  }
}
