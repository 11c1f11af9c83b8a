package dev.cove.sandbox.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DemandTests {

  private static final Duration AFTER = Duration.ofMillis(500);

  private static final class Watch extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Watch watch = new Watch();

  private Demand demand(int size, int max) {
    return new Demand(
        new PoolProperties(size, max, Duration.ZERO, AFTER, Duration.ofMinutes(3)), watch);
  }

  @Test
  void targetWhenNobodyCameIsTheSize() {
    assertThat(demand(3, 8).target()).isEqualTo(3);
  }

  @Test
  void targetWhenSomeCameGrowsUpToTheMost() {
    Demand demand = demand(3, 8);
    demand.started();
    demand.started();
    assertThat(demand.target()).isEqualTo(5);
    for (int i = 0; i < 1000; i++) {
      demand.started();
    }
    assertThat(demand.target()).isEqualTo(8);
  }

  @Test
  void targetWhenTheWindowIsOverShrinksAgain() {
    Demand demand = demand(3, 8);
    demand.started();
    watch.now = watch.now.plus(Duration.ofMinutes(2));
    demand.started();
    watch.now = watch.now.plus(Duration.ofSeconds(90));
    assertThat(demand.target()).isEqualTo(4);
    watch.now = watch.now.plus(Duration.ofMinutes(3));
    assertThat(demand.target()).isEqualTo(3);
  }

  @Test
  void targetWhenThePoolIsOffStaysZero() {
    Demand demand = demand(0, 8);
    demand.started();
    assertThat(demand.target()).isZero();
  }

  @Test
  void targetWhenTheMostIsBelowTheSizeIsTheSize() {
    assertThat(demand(5, 2).target()).isEqualTo(5);
  }

  @Test
  void rushLeftWhenNobodyCameIsNothing() {
    assertThat(demand(3, 8).rushLeft()).isNegative();
  }

  @Test
  void rushLeftBeginsAnewWithEachStart() {
    Demand demand = demand(3, 8);
    demand.started();
    assertThat(demand.rushLeft()).isEqualTo(AFTER);
    watch.now = watch.now.plusMillis(400);
    demand.started();
    assertThat(demand.rushLeft()).isEqualTo(AFTER);
    watch.now = watch.now.plusMillis(500);
    assertThat(demand.rushLeft()).isZero();
  }

  @Test
  void rushLeftWhenStartsNeverEndIsBounded() {
    Demand demand = demand(3, 8);
    for (int i = 0; i < 20; i++) {
      demand.started();
      watch.now = watch.now.plusMillis(100);
    }
    demand.started();
    assertThat(demand.rushLeft()).isZero();
    watch.now = watch.now.plusMillis(100);
    demand.started();
    assertThat(demand.rushLeft()).isNegative();
  }

  @Test
  void rushLeftWhenTheClockIsSetBackIsNothing() {
    Demand demand = demand(3, 8);
    demand.started();
    watch.now = watch.now.minus(Duration.ofHours(1));
    assertThat(demand.rushLeft()).isZero();
  }
}
