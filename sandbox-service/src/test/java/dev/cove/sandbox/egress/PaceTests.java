package dev.cove.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTests {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void aBurstGoesAtOnceAndThenOneAfterAnother() {
    long now = Long.MAX_VALUE - SECOND;
    Pace pace = new Pace(now);
    for (int i = 0; i < Pace.BURST; i++) {
      assertThat(pace.next(now)).isNotPositive();
    }
    assertThat(pace.next(now)).isEqualTo(SECOND / Pace.PER_SECOND);
    assertThat(pace.next(now)).isEqualTo(2 * SECOND / Pace.PER_SECOND);
    long later = now + 3 * SECOND;
    assertThat(pace.next(later)).isNotPositive();
  }
}
