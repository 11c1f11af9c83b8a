package dev.cove.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one client may take.
 *
 * @param body sizes of request bodies
 * @param rate requests a second
 * @param headerTime how long a client may take to send a request's head
 * @param readGap the longest silence within a request's body
 */
@ConfigurationProperties("cove.limits")
record LimitProperties(
    @DefaultValue Body body,
    @DefaultValue Rate rate,
    @DefaultValue("15s") Duration headerTime,
    @DefaultValue("15s") Duration readGap) {

  /**
   * @param json a JSON request
   * @param file one file; above the service's own limit, so that its exact refusal is seen
   * @param archive an import of files or a zip
   */
  record Body(
      @DefaultValue("1MB") DataSize json,
      @DefaultValue("16MB") DataSize file,
      @DefaultValue("110MB") DataSize archive) {}

  /**
   * @param enabled whether requests are counted at all; off for load tests
   * @param userPerSecond refill for one user, or for one address without a sign-in
   * @param userBurst how many of them at once
   * @param addressPerSecond refill for everybody behind one address
   * @param addressBurst how many of them at once
   */
  record Rate(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("100") long userPerSecond,
      @DefaultValue("300") long userBurst,
      @DefaultValue("1000") long addressPerSecond,
      @DefaultValue("3000") long addressBurst) {}
}
