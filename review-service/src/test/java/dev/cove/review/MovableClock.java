package dev.cove.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The system's time, moved on by what a test says. */
final class MovableClock extends Clock {

  private volatile Duration offset = Duration.ZERO;

  @TestConfiguration(proxyBeanMethods = false)
  static class Configuration {

    @Bean
    MovableClock clock() {
      return new MovableClock();
    }
  }

  void forward(Duration duration) {
    offset = offset.plus(duration);
  }

  void reset() {
    offset = Duration.ZERO;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(offset);
  }
}
