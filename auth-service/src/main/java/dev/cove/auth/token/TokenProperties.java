package dev.cove.auth.token;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The life of tokens.
 *
 * @param access of an access token
 * @param service of a service token
 * @param refresh of a refresh token that nobody uses
 * @param login the longest a login lasts however often it is refreshed
 */
@ConfigurationProperties("cove.auth.tokens")
public record TokenProperties(
    @DefaultValue("10m") Duration access,
    @DefaultValue("5m") Duration service,
    @DefaultValue("14d") Duration refresh,
    @DefaultValue("90d") Duration login) {

  /** An access token cannot be taken back, so it may not live long. */
  public TokenProperties {
    if (access.compareTo(Duration.ofMinutes(15)) > 0) {
      throw new IllegalArgumentException("cove.auth.tokens.access may be 15m at most");
    }
  }
}
