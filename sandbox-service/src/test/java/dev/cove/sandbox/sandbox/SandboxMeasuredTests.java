package dev.cove.sandbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cove.sandbox.sandbox.SandboxMeasured.Measured;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxMeasuredTests {

  private static final Measured TOLD = measured(3.2, 50_000_000, 4, 1000, List.of("OUTPUT"));

  @Test
  void theFirstIsAlwaysTold() {
    assertThat(TOLD.saysMoreThan(null)).isTrue();
  }

  @Test
  void whatNobodySeesIsNot() {
    assertThat(TOLD.saysMoreThan(TOLD)).isFalse();
    assertThat(measured(4.1, 50_900_000, 4, 900_000, List.of("OUTPUT")).saysMoreThan(TOLD))
        .isFalse();
  }

  @Test
  void whatAPersonSeesIs() {
    assertThat(measured(4.3, 50_000_000, 4, 1000, List.of("OUTPUT")).saysMoreThan(TOLD)).isTrue();
    assertThat(measured(3.2, 48_000_000, 4, 1000, List.of("OUTPUT")).saysMoreThan(TOLD)).isTrue();
    assertThat(measured(3.2, 50_000_000, 5, 1000, List.of("OUTPUT")).saysMoreThan(TOLD)).isTrue();
    assertThat(measured(3.2, 50_000_000, 4, 2 << 20, List.of("OUTPUT")).saysMoreThan(TOLD))
        .isTrue();
    assertThat(measured(3.2, 50_000_000, 4, 1000, List.of("CPU")).saysMoreThan(TOLD)).isTrue();
  }

  private static Measured measured(
      double cpu, long memory, int pids, long disk, List<String> keptAliveBy) {
    Instant now = Instant.EPOCH;
    return new Measured(
        new SandboxView.Usage(cpu, memory, pids, disk), keptAliveBy, now, now.plusSeconds(60));
  }
}
