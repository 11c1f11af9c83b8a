package dev.cove.auth.login;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often something may be tried before it is refused for a while.
 *
 * @param failedLogins failed proofs of one account from one address
 * @param failedLoginsOfAddress failed proofs of any accounts from one address
 * @param registrations new accounts from one address
 */
@ConfigurationProperties("cove.auth.limits")
public record LimitProperties(
    Limit failedLogins, Limit failedLoginsOfAddress, Limit registrations) {

  /**
   * At most so many in any window of time.
   *
   * @param count how many
   * @param window in how much time
   */
  public record Limit(int count, Duration window) {}
}
