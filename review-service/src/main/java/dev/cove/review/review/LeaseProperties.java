package dev.cove.review.review;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a claim lasts.
 *
 * @param duration from the holder's last act to the end of the claim
 * @param notice the part of it after which the holder is told that it will end
 * @param sweep how often claims are looked at
 */
@ConfigurationProperties("cove.lease")
public record LeaseProperties(
    @DefaultValue("24h") Duration duration,
    @DefaultValue("0.75") double notice,
    @DefaultValue("15s") Duration sweep) {}
