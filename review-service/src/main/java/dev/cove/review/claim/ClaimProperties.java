package dev.cove.review.claim;

import dev.cove.review.reviewer.Level;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one reviewer may hold at once.
 *
 * @param juniorLimit open claims of a junior
 * @param seniorLimit open claims of a senior
 */
@ConfigurationProperties("cove.claim")
public record ClaimProperties(
    @DefaultValue("2") int juniorLimit, @DefaultValue("4") int seniorLimit) {

  int limit(Level level) {
    return switch (level) {
      case NONE -> 0;
      case JUNIOR -> juniorLimit;
      case SENIOR -> seniorLimit;
    };
  }
}
